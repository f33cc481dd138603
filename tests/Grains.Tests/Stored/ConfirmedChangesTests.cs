using Mote.Grains.Contracts.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Tests.Stored;

/// <summary>What a silo answers that is cut off, and what it asks where it is not.</summary>
public sealed class ConfirmedChangesTests : IChangeConfirmation
{
    private readonly PersistentRecord _record;
    private readonly ConfirmedChanges _changes;
    private bool _isCutOff;
    private int _asked;

    public ConfirmedChangesTests()
    {
        _record = new PersistentRecord(new Kept(), this);
        _changes = new ConfirmedChanges(_record, this);
    }

    [Theory]
    [InlineData(ProblemCode.NotEnrolled)]
    [InlineData(ProblemCode.AlreadyEnrolled)]
    [InlineData(ProblemCode.ApiKeyUnknown)]
    [InlineData(ProblemCode.NothingToRollBack)]
    [InlineData(ProblemCode.NotRecognised)]
    public async Task Refused_ByWhatIsStored_IsToldWhereItIsKnownToBeSo(string code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<MoteException>(() => _changes.Make(Refuse))).Code);
        Assert.Equal(1, _asked);
        _isCutOff = true;
        var unknown = await Assert.ThrowsAsync<MoteException>(() => _changes.Make(Refuse));
        Assert.Equal(ProblemCode.ClusterUnreachable, unknown.Code);
        Assert.Contains("Nothing was changed", unknown.Message, StringComparison.Ordinal);

        Task<bool> Refuse() => throw new MoteException(code, "It is not so.");
    }

    [Fact]
    public async Task NothingToDo_IsToldWhereItIsKnownToBeSo()
    {
        Assert.False(await _changes.Make(() => Task.FromResult(false)));
        Assert.True(await _changes.Make(() => Task.FromResult(true), goesOn: goesOn => goesOn));
        Assert.Equal(1, _asked);
        _isCutOff = true;
        Assert.Equal(ProblemCode.ClusterUnreachable, (await Assert.ThrowsAsync<MoteException>(() => _changes.Make(() => Task.FromResult(false)))).Code);
        Assert.Equal(ProblemCode.ClusterUnreachable, (await Assert.ThrowsAsync<MoteException>(() => _changes.Make(() => Task.CompletedTask))).Code);
        Assert.True(await _changes.Make(() => Task.FromResult(true), goesOn: goesOn => goesOn));
    }

    [Fact]
    public async Task Stored_IsConfirmedOnce()
    {
        await _changes.Make(() => _record.Write(new SealedState()));
        await _changes.Make(_record.Clear);
        Assert.Equal(2, _asked);
        _isCutOff = true;
        var unknown = await Assert.ThrowsAsync<MoteException>(() => _changes.Make(() => _record.Write(new SealedState())));
        // It may be there.
        Assert.DoesNotContain("Nothing was changed", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProblemCode.Overloaded)]
    [InlineData(ProblemCode.StorageUnavailable)]
    public async Task Refused_ForWhatIsBusyOrAway_AsksNobody(string code)
    {
        _isCutOff = true;
        Assert.Equal(code, (await Assert.ThrowsAsync<MoteException>(() => _changes.Make<bool>(() => throw new MoteException(code, "Later.")))).Code);
        Assert.Equal(0, _asked);
    }

    Task IChangeConfirmation.Confirm()
    {
        _asked++;
        return _isCutOff ? throw new MoteException(ProblemCode.ClusterUnreachable, "It may be done or not.") : Task.CompletedTask;
    }

    private sealed class Kept : IPersistentState<SealedState>
    {
        public SealedState State { get; set; } = new();

        public string? Etag => null;

        public bool RecordExists => true;

        public Task ClearStateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WriteStateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ReadStateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ClearStateAsync() => Task.CompletedTask;

        public Task WriteStateAsync() => Task.CompletedTask;

        public Task ReadStateAsync() => Task.CompletedTask;
    }
}
