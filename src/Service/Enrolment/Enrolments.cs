using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Fairness;
using Mote.Protocol;
using Mote.Recognition.Recipes;
using Mote.Service.Parts;
using Mote.Service.Permits;
using Mote.Service.Wire;

namespace Mote.Service.Enrolment;

/// <summary>Enrolments and re-enrolments in one realm, asked for by one caller. Each way of enrolling is a right of its own.</summary>
public sealed class Enrolments
{
    private static readonly double[] Decades = [1e-2, 1e-3, 1e-4, 1e-5];

    private readonly ServiceParts _parts;
    private readonly Caller _caller;

    internal Enrolments(ServiceParts parts, Caller caller) => (_parts, _caller) = (parts, caller);

    /// <summary>What the realm offers.</summary>
    /// <exception cref="MoteException">The caller may not enrol in any way (<see cref="ProblemCode.Forbidden"/>).</exception>
    public EnrolmentChoices Choices()
    {
        Permit.EnrolAnyWay.Require(_caller);
        var (realm, cohort, rates) = (_caller.Realm, _parts.Models.Of(_caller.Realm).Cohort, _parts.Rates.Value);
        var (own, most) = (rates.Target(realm), rates.Most(realm));
        return new EnrolmentChoices(
            [.. RecipeBook.All.Where(recipe => cohort.Tails.ContainsKey(recipe.Form.Recipe)).Select(recipe => recipe.Name)],
            cohort.Cohort.Groups,
            _parts.Policies.Value.Of(realm) is var policy and not RealmPolicy.None ? policy : null,
            [.. Decades.Append(own).Append(most).Where(rate => rate <= most).Distinct().OrderDescending()],
            own);
    }

    /// <summary>Enrols a person, or enrols one anew.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="request">The photos and how to train from them.</param>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How far it has come, which is done or running.</returns>
    /// <exception cref="MoteException">It failed, or was refused.</exception>
    public async Task<EnrolmentOperation> Enrol(string subject, EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        var status = await Begun(subject, request, patience, cancellationToken);
        return status.Failure is { } failure ? throw failure : status.ToWire(subject);
    }

    /// <summary>The same for whoever follows it from then on: one that has failed by then is answered as any other.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="request">The photos and how to train from them.</param>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MoteException">It was not begun.</exception>
    public async Task<EnrolmentOperation> Begin(string subject, EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken) =>
        (await Begun(subject, request, patience, cancellationToken)).ToWire(subject);

    /// <summary>How far an enrolment has come.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="operation">Names the operation.</param>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MoteException">It is not known, or not any more (<see cref="ProblemCode.OperationUnknown"/>).</exception>
    public async Task<EnrolmentOperation> Follow(string subject, Guid operation, TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit.FollowEnrolment.Require(_caller);
        return await Identity(subject).Await(operation, patience, cancellationToken) is { } status
            ? status.ToWire(subject)
            : throw new MoteException(ProblemCode.OperationUnknown, "The operation is not known here: send the enrolment again with the same Idempotency-Key.");
    }

    private Task<EnrolmentStatus> Begun(string subject, EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var permit = request switch
        {
            { IsReenrolment: false } => Permit.Enrol,
            { IsForced: true } => Permit.ReenrolByForce,
            _ => Permit.Reenrol,
        };
        permit.Require(_caller);
        return Identity(subject).Start(request, patience, cancellationToken);
    }

    private IIdentityGrain Identity(string subject) => _parts.Grains.GetGrain<IIdentityGrain>(new IdentityKey(_caller.Realm, subject).ToString());
}
