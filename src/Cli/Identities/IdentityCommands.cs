using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Mote.Cli.Home;
using Mote.Cli.Output;
using Mote.Client;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary>The commands about people, all through the SDK.</summary>
internal static class IdentityCommands
{
    internal const string NamingRule = "A subject is named with 1 to 128 of the characters A-Z a-z 0-9 . _ - and is neither '.' nor '..'.";

    internal static readonly Argument<string> Subject = Name(new("subject") { Description = "The person's name: 1 to 128 of A-Z a-z 0-9 . _ -" });
    internal static readonly Argument<string> PhotoFile = new("photo") { Description = "A JPEG, PNG or WebP file." };
    private static readonly Argument<string[]> PhotoFiles = AtMost(new("photos") { Description = $"JPEG, PNG or WebP files of the person, 1 to {EnrolmentRequest.MostPhotos}: several recognise better than one.", Arity = ArgumentArity.OneOrMore });
    internal static readonly Option<string> Address = new("--address") { Description = "The service.", DefaultValueFactory = _ => HomeAddress.Default };
    internal static readonly Option<string?> KeyFile = new("--key-file") { Description = "A file that holds the API key; without it the environment variable MOTE_API_KEY does." };
    internal static readonly Option<string?> Recipe = new("--recipe") { Description = "How to train: compact, paper or single-unit." };
    internal static readonly Option<double?> Balance = new("--balance") { CustomParser = InvariantNumber.Optional, Description = "The share of synthetic samples from the first attribute group, 0 to 1." };
    private static readonly Option<string?> Group = new("--group") { Description = "The person's attribute group, one of the cohort's, for the realm's group policy; used in memory and stored nowhere." };
    internal static readonly Option<double?> Target = new("--target") { CustomParser = InvariantNumber.Optional, Description = "The false-match rate that decides, above 0 and at most the realm's ceiling." };
    internal static readonly Option<double?> StricterTarget = new("--target") { CustomParser = InvariantNumber.Optional, Description = "A stricter false-match rate for this decision, above 0 and at most the realm's ceiling; the strictest of it, the person's, the key's and the door's decides." };
    private static readonly Option<bool> Force = new("--force") { Description = "Do not ask the person's network whether the photos show that person: only where you know it otherwise. The audit trail says so." };

    public static Command Enrol() => new Command("enroll", "Enrol a person from one photo or several.") { Subject, PhotoFiles, Recipe, Balance, Target, Group, Address, KeyFile }
        .Runs((parsed, screen, stop) => Train(parsed, screen, "Enrolled", (client, photos, settings, progress) =>
            client.EnrolFromAsync(parsed.GetRequiredValue(Subject), photos, settings, progress, stop), stop));

    public static Command Reenrol() => new Command("re-enroll", "Train a person's network again from new photos, which it must take for that person's.") { Subject, PhotoFiles, Recipe, Balance, Target, Group, Force, Address, KeyFile }
        .Runs((parsed, screen, stop) => Train(parsed, screen, "Re-enrolled", (client, photos, settings, progress) =>
            client.ReenrolFromAsync(parsed.GetRequiredValue(Subject), photos, settings with { Force = parsed.GetValue(Force) }, progress, stop), stop));

    public static Command Verify() => new Command("verify", "Ask whether a photo shows a person; exit code 3 if not.") { Subject, PhotoFile, StricterTarget, Address, KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = Connect(parsed);
            var subject = parsed.GetRequiredValue(Subject);
            var photo = await Photo(parsed.GetRequiredValue(PhotoFile), stop);
            var answer = parsed.GetValue(StricterTarget) is { } rate
                ? await Client(services).VerifyAtAsync(subject, photo, rate, stop)
                : await Client(services).VerifyAsync(subject, photo, stop);
            screen.Result(answer, DecisionWords.Of(answer, subject));
            return answer.IsMatch ? ExitCode.Done : ExitCode.NoMatch;
        });

    public static Command Describe() => new Command("describe", "What is known of an enrolled person, the certificate included.") { Subject, Address, KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = Connect(parsed);
            var subject = parsed.GetRequiredValue(Subject);
            var identity = await Client(services).FindAsync(subject, stop);
            screen.Result(identity, identity is null ? $"{subject} is not enrolled." : IdentityWords.Of(identity));
            return identity is null ? ExitCode.Failed : ExitCode.Done;
        });

    public static Command List() => new Command("list", "Who is enrolled.") { Address, KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = Connect(parsed);
            var subjects = new List<string>();
            await foreach (var subject in Client(services).ListAsync(cancellationToken: stop))
                subjects.Add(subject);
            screen.Result(subjects, subjects.Count == 0 ? "Nobody is enrolled." : string.Join('\n', subjects));
            return ExitCode.Done;
        });

    public static Command Erase() => new Command("erase", "Forget a person.") { Subject, Address, KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = Connect(parsed);
            var subject = parsed.GetRequiredValue(Subject);
            var erased = await Client(services).EraseAsync(subject, stop);
            screen.Result(new { subject, erased }, erased ? $"Erased {subject}." : $"{subject} was not enrolled.");
            return erased ? ExitCode.Done : ExitCode.Failed;
        });

    private static async Task<int> Train(
        ParseResult parsed, Screen screen, string done, Func<MoteClient, IReadOnlyList<ReadOnlyMemory<byte>>, EnrolmentSettings, IProgress<double>, Task<Identity>> train, CancellationToken stop)
    {
        await using var services = Connect(parsed);
        List<ReadOnlyMemory<byte>> photos = [];
        foreach (var path in parsed.GetRequiredValue(PhotoFiles))
            photos.Add(await Photo(path, stop));
        var settings = Settings(parsed) with { Group = parsed.GetValue(Group) };
        var identity = await screen.Progress("Training", progress => train(Client(services), photos, settings, progress));
        screen.Result(identity, $"{done} {IdentityWords.Of(identity)}");
        return ExitCode.Done;
    }

    internal static EnrolmentSettings Settings(ParseResult parsed) =>
        new() { Recipe = parsed.GetValue(Recipe), Balance = parsed.GetValue(Balance), TargetFalseMatchRate = parsed.GetValue(Target) };

    internal static ServiceProvider Connect(ParseResult parsed)
    {
        var keyFile = parsed.GetValue(KeyFile);
        if (keyFile is not null && !File.Exists(keyFile))
            throw new UsageException($"There is no key file '{keyFile}'.");
        var key = keyFile is null ? Environment.GetEnvironmentVariable("MOTE_API_KEY")?.Trim() : File.ReadAllText(keyFile).Trim();
        if (string.IsNullOrEmpty(key))
            throw new UsageException("No API key: set the environment variable MOTE_API_KEY, or give --key-file.");
        return new ServiceCollection()
            .AddMoteClient(options => (options.Address, options.ApiKey) = (Uri.TryCreate(parsed.GetRequiredValue(Address), UriKind.Absolute, out var address) ? address : null, key))
            .BuildServiceProvider();
    }

    internal static MoteClient Client(ServiceProvider services) => services.GetRequiredService<MoteClient>();

    internal static async Task<byte[]> Photo(string path, CancellationToken stop) =>
        File.Exists(path) ? await File.ReadAllBytesAsync(path, stop) : throw new UsageException($"There is no photo '{path}'.");

    private static Argument<string[]> AtMost(Argument<string[]> photos)
    {
        photos.Validators.Add(result =>
        {
            if (result.Tokens.Count > EnrolmentRequest.MostPhotos)
                result.AddError($"{result.Tokens.Count} photos are given, and at most {EnrolmentRequest.MostPhotos} are taken: leave out the worst.");
        });
        return photos;
    }

    // Said before anything is sent; the service says the same.
    private static Argument<string> Name(Argument<string> subject)
    {
        subject.Validators.Add(result =>
        {
            if (!IdentityKey.IsName(result.GetValueOrDefault<string>()))
                result.AddError(NamingRule);
        });
        return subject;
    }
}
