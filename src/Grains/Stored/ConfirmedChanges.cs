using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Stored;

/// <summary>
/// Changes by a record that also answer where they stored nothing: that nobody is enrolled, or somebody is already. A silo that
/// is cut off has not heard what was changed elsewhere, so such an answer counts as a write does: once the silo is known to
/// have been of its cluster since it was asked. For one activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed class ConfirmedChanges(PersistentRecord record, IChangeConfirmation confirmation)
{
    /// <summary>Makes one.</summary>
    /// <param name="change">The change.</param>
    /// <param name="goesOn">Whether what it came to is an answer only later.</param>
    /// <exception cref="MoteException">It was refused; or it stored nothing, and nobody can tell whether that is right (<see cref="ProblemCode.ClusterUnreachable"/>).</exception>
    public async Task<T> Make<T>(Func<Task<T>> change, Func<T, bool>? goesOn = null)
    {
        var confirmed = record.Confirmed;
        try
        {
            var answer = await change();
            if (goesOn?.Invoke(answer) is not true)
                await Confirm(confirmed);
            return answer;
        }
        // What is busy or away says nothing of the record.
        catch (MoteException refusal) when (refusal.Kind is not (ProblemKind.Busy or ProblemKind.Unavailable))
        {
            await Confirm(confirmed);
            throw;
        }
    }

    /// <summary>Makes one that answers nothing.</summary>
    /// <inheritdoc cref="Make{T}"/>
    public Task Make(Func<Task> change) => Make(async () =>
    {
        await change();
        return true;
    });

    private async Task Confirm(int confirmed)
    {
        if (record.Confirmed != confirmed)
            return;
        try
        {
            await confirmation.Confirm();
        }
        catch (MoteException unknown) when (unknown.Code == ProblemCode.ClusterUnreachable)
        {
            throw new MoteException(ProblemCode.ClusterUnreachable, "Nothing was changed: this silo is cut off from its cluster, and what it knows may be of before. Ask another, or try again.");
        }
    }
}
