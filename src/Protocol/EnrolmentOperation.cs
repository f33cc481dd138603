namespace Mote.Protocol;

/// <summary>An enrolment or re-enrolment under way or ended. The same operation id never enrols twice.</summary>
/// <param name="Id">The operation's id: the request's <c>Idempotency-Key</c>, or one made by the service.</param>
/// <param name="Subject">The subject's name within the realm.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Identity">What was enrolled, once it has succeeded.</param>
/// <param name="Problem">Why it failed, once it has.</param>
public sealed record EnrolmentOperation(
    Guid Id,
    string Subject,
    EnrolmentState State,
    double Progress,
    Identity? Identity,
    Problem? Problem);
