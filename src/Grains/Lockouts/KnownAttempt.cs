using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Lockouts;

/// <summary>One attempt that its caller gave an id, and what came of it: its repetitions are answered one after another, and counted once. For one activation; not thread-safe beyond its scheduler.</summary>
/// <param name="digest">Of what was sent.</param>
/// <param name="since">When it first came, by the clock that nobody sets.</param>
internal sealed class KnownAttempt(byte[] digest, long since)
{
    private Task _underWay = Task.CompletedTask;
    private VerificationResult? _decision;

    /// <summary>What was sent: the same id with anything else is no repetition.</summary>
    public byte[] Digest => digest;

    /// <summary>When it first came.</summary>
    public long Since => since;

    /// <summary>Whether the decision is in the audit trail, as far as decisions wait for that.</summary>
    public bool IsNoted { get; private set; }

    /// <summary>Waits for the repetition under way, if there is one.</summary>
    /// <returns>Ends this one's turn.</returns>
    public async Task<IDisposable> Turn(CancellationToken cancellationToken)
    {
        // Several may wait for the same one.
        while (!_underWay.IsCompleted)
            await _underWay.WaitAsync(cancellationToken);
        var turn = new OneTurn();
        _underWay = turn.Ended;
        return turn;
    }

    /// <summary>What was decided and counted; null where nothing was, or by another model-template than that version.</summary>
    public VerificationResult? DecidedBy(int templateVersion) => _decision?.TemplateVersion == templateVersion ? _decision : null;

    /// <summary>It was decided, and counted.</summary>
    public void Counted(VerificationResult decision) => (_decision, IsNoted) = (decision, false);

    /// <summary>The trail has taken the decision.</summary>
    public void Noted() => IsNoted = true;

    private sealed class OneTurn : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public void Dispose() => _ended.SetResult();
    }
}
