using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Realms.Served;

namespace Mote.Grains.Rates;

/// <summary>The false-match rates of every realm, and where a realm has its own, those instead: section <c>Mote:Enrolment</c>.</summary>
public sealed class RateOptions : RealmRates, IValidatableObject
{
    private const double Default = 1e-4;

    /// <summary>Rates by realm.</summary>
    public Dictionary<string, RealmRates> Realms { get; } = new(StringComparer.Ordinal);

    /// <summary>Realms that were made at run time, with rates of their own.</summary>
    internal RealmBook Made { get; set; } = new();

    /// <summary>The rate that decides in a realm where nobody asks for another.</summary>
    public double Target(string realm) => Target(Of(realm));

    /// <summary>The largest rate that may be asked for in a realm, and that decides about anybody in it.</summary>
    public double Most(string realm) => Most(Of(realm));

    /// <summary>Whether the ceiling of a realm was given to it when it was made at run time.</summary>
    public bool WasMadeWithCeiling(string realm) => !Realms.ContainsKey(realm) && Made.Of(realm)?.MostFalseMatchRate is not null;

    /// <summary>Both, for a realm that has these of its own, or none.</summary>
    /// <param name="target">The rate that decides where nobody asks for another; null for none of its own.</param>
    /// <param name="most">The ceiling; null for none of its own.</param>
    public (double Target, double Most) With(double? target, double? most)
    {
        var own = new RealmRates { TargetFalseMatchRate = target, MostFalseMatchRate = most };
        return (Target(own), Most(own));
    }

    /// <summary>The rate of a door, the realm's own where it has one; null for none.</summary>
    public double? TargetAt(string realm, string door) =>
        Realms.GetValueOrDefault(realm)?.Doors.GetValueOrDefault(door)?.TargetFalseMatchRate ?? Doors.GetValueOrDefault(door)?.TargetFalseMatchRate;

    /// <summary>The smallest rate that decides in any realm, at any door, where no call and no key asks for another.</summary>
    public double SmallestTarget() => Realms.Values.Append(this)
        .SelectMany(realm => realm.Doors.Values.Select(door => door.TargetFalseMatchRate).OfType<double>().Append(Target(realm)))
        .Min();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var realm in Realms.Keys.Where(realm => !IdentityKey.IsName(realm)))
            yield return new ValidationResult($"Mote:Enrolment:Realms names '{realm}', which cannot be a realm: use A-Z a-z 0-9 . _ -", [nameof(Realms)]);
        foreach (var (section, realm) in Realms.Select(realm => ($"Mote:Enrolment:Realms:{realm.Key}", (RealmRates?)realm.Value)).Prepend(("Mote:Enrolment", null)))
        {
            var (target, most) = (Target(realm), Most(realm));
            // A comparison that NaN fails too.
            if (target is not (> 0 and < 1))
                yield return new ValidationResult($"{section}:TargetFalseMatchRate is {Number(target)}: give a rate above 0 and below 1, such as 0.0001.", [nameof(TargetFalseMatchRate)]);
            else if (most is not (> 0 and < 1))
                yield return new ValidationResult($"{section}:MostFalseMatchRate is {Number(most)}: give a rate above 0 and below 1, and at least {Number(target)}.", [nameof(MostFalseMatchRate)]);
            else if (most < target)
                yield return new ValidationResult($"{section}: the ceiling MostFalseMatchRate {Number(most)} is below TargetFalseMatchRate {Number(target)}, so nobody could be enrolled without asking for less: raise the one or lower the other.", [nameof(MostFalseMatchRate)]);
            foreach (var (door, rate) in (realm ?? this).Doors)
            {
                var name = $"{section}:Doors:{door}";
                if (!IdentityKey.IsName(door))
                    yield return new ValidationResult($"{section}:Doors names '{door}', which cannot be a door: use A-Z a-z 0-9 . _ -", [nameof(Doors)]);
                if (rate.TargetFalseMatchRate is not { } own)
                    yield return new ValidationResult($"{name} says no TargetFalseMatchRate: give one, or remove the door.", [nameof(Doors)]);
                else if (Fault($"{name}:TargetFalseMatchRate", own, most) is { } fault)
                    yield return new ValidationResult(fault, [nameof(Doors)]);
            }
        }
    }

    /// <summary>What is wrong with the rate of a door or a key; null for nothing.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="rate">Its value.</param>
    /// <param name="realm">The realm that it is for.</param>
    public string? Fault(string setting, double rate, string realm) => Fault(setting, rate, Most(realm));

    private static string? Fault(string setting, double rate, double most) =>
        rate is not (> 0 and < 1) ? $"{setting} is {Number(rate)}: give a rate above 0 and below 1, such as 0.00001." :
        rate > most ? $"{setting} is {Number(rate)}, above the realm's ceiling {Number(most)}, and nobody is decided about more loosely than that: give that or less, or raise Mote:Enrolment:MostFalseMatchRate." :
        null;

    private RealmRates? Of(string realm) =>
        Realms.GetValueOrDefault(realm)
        ?? (Made.Of(realm) is { } made ? new RealmRates { TargetFalseMatchRate = made.TargetFalseMatchRate, MostFalseMatchRate = made.MostFalseMatchRate } : null);

    private double Target(RealmRates? realm) => realm?.TargetFalseMatchRate ?? TargetFalseMatchRate ?? Default;

    private double Most(RealmRates? realm) => realm?.MostFalseMatchRate ?? MostFalseMatchRate ?? Target(realm);

    private static string Number(double rate) => rate.ToString(CultureInfo.InvariantCulture);
}
