using System.Globalization;

namespace Mote.Golden.Tests.Golden;

/// <summary>What a person's network said of a photo.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Subject">The person who was asked about.</param>
/// <param name="Photo">The photo's name.</param>
/// <param name="Code"><see cref="Match"/>, <see cref="NonMatch"/>, or the problem's code.</param>
/// <param name="FalseMatchRate">Of a match, the rate at which it would just be accepted.</param>
/// <param name="TargetFalseMatchRate">The rate that decided; null where nothing was decided.</param>
/// <param name="TemplateVersion">The version that answered; null likewise.</param>
internal sealed record Decision(string Realm, string Subject, string Photo, string Code, double? FalseMatchRate, double? TargetFalseMatchRate, int? TemplateVersion)
{
    public const string Match = "match";
    public const string NonMatch = "non_match";

    private const string Head = "realm,subject,photo,code,falseMatchRate,targetFalseMatchRate,templateVersion";

    // Another machine's logarithm may differ in the last place, and a rate far out in the tail magnifies that.
    private const double RelativeTolerance = 1e-3;

    public bool IsMatch => Code == Match;

    /// <summary>Whether this is the same answer; rates may differ by what floating point differs by between machines.</summary>
    public bool Is(Decision other) =>
        this with { FalseMatchRate = null } == other with { FalseMatchRate = null }
        && FalseMatchRate.HasValue == other.FalseMatchRate.HasValue
        && Math.Abs((FalseMatchRate ?? 0) - (other.FalseMatchRate ?? 0)) <= RelativeTolerance * (FalseMatchRate ?? 0);

    public static void Save(string file, IEnumerable<Decision> decisions) => File.WriteAllText(file, string.Concat(decisions
        .Select(decision => FormattableString.Invariant(
            $"{decision.Realm},{decision.Subject},{decision.Photo},{decision.Code},{decision.FalseMatchRate:R},{decision.TargetFalseMatchRate:R},{decision.TemplateVersion}"))
        .Prepend(Head)
        .Select(line => line + "\n")));

    public static Decision[] Load(string file) =>
    [
        .. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Select(cell => new Decision(
            cell[0],
            cell[1],
            cell[2],
            cell[3],
            cell[4] is "" ? null : double.Parse(cell[4], CultureInfo.InvariantCulture),
            cell[5] is "" ? null : double.Parse(cell[5], CultureInfo.InvariantCulture),
            cell[6] is "" ? null : int.Parse(cell[6], CultureInfo.InvariantCulture))),
    ];
}
