using System.Globalization;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Calibration;

namespace Mote.Grains.Rates;

/// <summary>
/// Which false-match rate decides: of all that have a say, the strictest, and never one above the realm's ceiling as it is
/// now. A tail states no rate below its lowest, so whoever wishes for less gets that. Thread-safe.
/// </summary>
internal sealed class RateRule(IOptions<RateOptions> rates)
{
    /// <summary>The rate that somebody is enrolled at: the one asked for, or the realm's own.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="asked">The rate asked for; null for none.</param>
    /// <exception cref="MoteException">It is none (<see cref="ProblemCode.InvalidRequest"/>), or above the ceiling (<see cref="ProblemCode.RateAboveCeiling"/>).</exception>
    public double OfEnrolment(string realm, double? asked) => asked is { } rate ? Allowed(realm, rate) : rates.Value.Target(realm);

    /// <summary>The rate of a key: the one asked for; null for none.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="asked">The rate asked for; null for none.</param>
    /// <exception cref="MoteException">It is none (<see cref="ProblemCode.InvalidRequest"/>), or above the ceiling (<see cref="ProblemCode.RateAboveCeiling"/>).</exception>
    public double? OfKey(string realm, double? asked) => asked is { } rate ? Allowed(realm, rate) : null;

    /// <summary>The rate that decides about a person where nobody asks for a stricter one: that of the enrolment, or the ceiling.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="own">The person's calibration.</param>
    public double OfPerson(string realm, SubjectCalibration own) => own.Stricter(rates.Value.Most(realm));

    /// <summary>The rate that decides about a photo: the person's, the caller's, the door's or the one asked for.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="own">The person's calibration.</param>
    /// <param name="caller">Who asks, at which door.</param>
    /// <param name="asked">The rate asked for; null for none.</param>
    /// <exception cref="MoteException">It is none (<see cref="ProblemCode.InvalidRequest"/>), or above the ceiling (<see cref="ProblemCode.RateAboveCeiling"/>).</exception>
    public double OfDecision(string realm, SubjectCalibration own, Caller caller, double? asked)
    {
        var strictest = OfPerson(realm, own);
        if (asked is { } rate)
            strictest = Math.Min(strictest, Allowed(realm, rate));
        if (caller.TargetFalseMatchRate is { } callers)
            strictest = Math.Min(strictest, callers);
        if (caller.Door is { } door && rates.Value.TargetAt(realm, door) is { } doors)
            strictest = Math.Min(strictest, doors);
        return own.Stricter(strictest);
    }

    /// <summary>The rate at which a photo must be accepted before it replaces a model-template: that of a decision which asks for the realm's own.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="own">The calibration of what is replaced.</param>
    /// <param name="caller">Who re-enrols.</param>
    public double OfReplacement(string realm, SubjectCalibration own, Caller caller) => OfDecision(realm, own, caller, rates.Value.Target(realm));

    private double Allowed(string realm, double asked)
    {
        if (asked is not (> 0 and < 1))
            throw new MoteException(ProblemCode.InvalidRequest, "The target false-match rate is above 0 and below 1.");
        var most = rates.Value.Most(realm);
        return asked <= most
            ? asked
            : throw new MoteException(
                ProblemCode.RateAboveCeiling,
                string.Create(CultureInfo.InvariantCulture, $"A false-match rate of {asked} is above the ceiling of this realm, {most}: ask for that or less, or for none. {(rates.Value.WasMadeWithCeiling(realm) ? "The realm was made with it." : "An administrator of the service may raise Mote:Enrolment:MostFalseMatchRate.")}"),
                asked,
                most);
    }
}
