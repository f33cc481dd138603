using System.CommandLine;
using Mote.Cli.Output;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary><c>mote not</c>: teaches a person's network that somebody else is not this person.</summary>
internal static class ExclusionCommand
{
    private static readonly Option<string?> Photo = new("--photo") { Description = "A photo of the person who is wrongly recognised." };
    private static readonly Option<string?> Other = new("--other") { Description = "The name of another enrolled person, where there is no photo." };

    public static Command Create() => new Command("not", "Not this person: exclude a face that is wrongly recognised as somebody.") { IdentityCommands.Subject, Photo, Other, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var (client, subject) = (IdentityCommands.Client(services), parsed.GetRequiredValue(IdentityCommands.Subject));
            var exclusion = (parsed.GetValue(Photo), parsed.GetValue(Other)) switch
            {
                ({ } path, null) => await client.ExcludeAsync(subject, await IdentityCommands.Photo(path, stop), stop),
                (null, { } other) => await client.ExcludeOtherAsync(subject, other, stop),
                _ => throw new UsageException("Give either --photo FILE or --other SUBJECT."),
            };
            screen.Result(exclusion, Words(exclusion));
            return ExitCode.Done;
        });

    private static string Words(Exclusion exclusion)
    {
        var (before, after) = (exclusion.Before, exclusion.After);
        var cost = (exclusion.FalseNonMatchRateBefore, exclusion.FalseNonMatchRateAfter) is ({ } was, { } now)
            ? $"{exclusion.Identity.Subject}'s own synthetic photos: {CertificateWords.Percent(was)} rejected before, {CertificateWords.Percent(now)} now."
            : "What it costs is not shown: the cohort's synthetic photos do not agree with its real ones.";
        return $"""
            Excluded: that face would have been accepted at a bound of {DecisionWords.Rate(before.FalseMatchRate)}, now at {DecisionWords.Rate(after.FalseMatchRate)} at best.
              of {before.Samples} synthetic photos of it {CertificateWords.Percent(before.SamplesAccepted)} were accepted, {CertificateWords.Percent(after.SamplesAccepted)} are now
              {cost}
            """;
    }
}
