using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities.Model;

/// <summary>Something that is asked of an identity.</summary>
/// <param name="Kind">What.</param>
/// <param name="Person">Whose photo, where one is sent.</param>
internal sealed record Command(CommandKind Kind, int Person)
{
    private static readonly Caller Operator = new("operator", "realm", ScopeSet.None);

    /// <summary>Does it.</summary>
    /// <returns>"match" or "non-match" for a decision, the problem's code where it was refused, else nothing.</returns>
    public async Task<string?> Run(World world)
    {
        var identity = world.Identity;
        try
        {
            switch (Kind)
            {
                case CommandKind.Enrol:
                    return await Ended(identity, new EnrolmentRequest(Guid.NewGuid(), false, [People.Photo(Person)], Options));
                case CommandKind.Reenrol or CommandKind.Force:
                    return await Ended(identity, new EnrolmentRequest(Guid.NewGuid(), true, [People.Photo(Person)], Options) { IsForced = Kind == CommandKind.Force });
                case CommandKind.Verify:
                    return (await identity.Verify(People.Photo(Person), null, Operator, CancellationToken.None)).IsMatch ? "match" : "non-match";
                case CommandKind.Exclude:
                    await identity.Exclude(new ExclusionRequest(Guid.NewGuid(), People.Photo(Person), null), Operator, CancellationToken.None);
                    return null;
                case CommandKind.RollBack:
                    await identity.RollBack(Operator);
                    return null;
                case CommandKind.Unlock:
                    await identity.Unlock(Operator);
                    return null;
                case CommandKind.Wish:
                    await identity.Wish(ReenrolmentCause.Asked, Operator);
                    return null;
                case CommandKind.Withdraw:
                    await identity.Withdraw(Operator);
                    return null;
                case CommandKind.Erase:
                    await identity.Erase(Operator);
                    return null;
                case CommandKind.Rekey:
                    await identity.Rekey(world.Keys.Add(), CancellationToken.None);
                    return null;
                case CommandKind.DaysPass:
                    world.Clock.Advance(TimeSpan.FromDays(20));
                    return null;
                default:
                    await world.Restart();
                    return null;
            }
        }
        catch (MoteException refusal)
        {
            return refusal.Code;
        }
        catch (IOException)
        {
            return ProblemCode.StorageUnavailable;
        }
    }

    private static EnrolmentOptions Options => new("single-unit", null, null);

    private static async Task<string?> Ended(Mote.Grains.Identities.Identity identity, EnrolmentRequest request)
    {
        await identity.Enrol(request, Operator);
        var status = await identity.Await(request.Operation, TimeSpan.FromMinutes(1), CancellationToken.None);
        return status?.Failure?.Code;
    }
}
