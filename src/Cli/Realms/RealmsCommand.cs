using System.CommandLine;
using System.Globalization;
using Mote.Cli.Identities;
using Mote.Cli.Output;
using Mote.Protocol;
using Mote.Service.Access;

namespace Mote.Cli.Realms;

/// <summary><c>mote realms</c>: customers or site groups of one service, which know nothing of each other.</summary>
internal static class RealmsCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "What the realm is called: 1 to 128 of A-Z a-z 0-9 . _ -, and no name that a realm has or had." };
    private static readonly Argument<string> KeyName = new("name") { Description = "What the key is called in logs and the service's audit trail." };
    private static readonly Option<string?> Models = new("--models") { Description = "The models that its people are enrolled and verified with, a name below Mote:Models; without it the common ones." };
    private static readonly Option<double?> Target = new("--target") { CustomParser = InvariantNumber.Optional, Description = "The false-match rate that decides where nobody asks for another." };
    private static readonly Option<double?> Most = new("--most") { CustomParser = InvariantNumber.Optional, Description = "The ceiling: the largest false-match rate that decides about anybody." };
    private static readonly Option<string?> Policy = new("--policy") { Description = "The group policy: none, or one that its cohort carries." };
    private static readonly Option<string?> Administrator = new("--administrator") { Description = "What its first API key is called." };

    public static Command Create() => new("realms", "Realms: make one, see which there are, remove one with everybody in it. With a key of the service itself, which belongs to none of them.")
    {
        New(), List(), Remove(), Key(),
    };

    private static Command New() => new Command("new", "Make a realm, and its first API key, which is shown this once and may do everything there.") { Name, Models, Target, Most, Policy, Administrator, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var asked = new NewRealm(parsed.GetRequiredValue(Name), parsed.GetValue(Models), parsed.GetValue(Target), parsed.GetValue(Most), parsed.GetValue(Policy), parsed.GetValue(Administrator));
            var made = await IdentityCommands.Client(services).Realms.MakeAsync(asked, stop);
            screen.Result(made, $"Realm '{made.Realm.Name}': {Settings(made.Realm)}.\nAPI key '{made.Administrator.Key.Name}' of it, shown this once and kept nowhere: {made.Administrator.Secret}");
            return ExitCode.Done;
        });

    private static Command List() => new Command("list", "The realms of the service, and how each is set.") { IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var realms = await IdentityCommands.Client(services).Realms.ListAsync(stop);
            screen.Result(realms, string.Join('\n', realms.Select(Line)));
            return ExitCode.Done;
        });

    private static Command Remove() => new Command("remove", "Remove a realm and erase everybody in it. There is no way back, and its name is not given again.") { Name, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var name = parsed.GetRequiredValue(Name);
            await screen.Progress($"Erasing everybody in '{name}'", async _ =>
            {
                await IdentityCommands.Client(services).Realms.RemoveAsync(name, stop);
                return true;
            });
            screen.Result(new { name, removed = true }, $"'{name}' is gone.");
            return ExitCode.Done;
        });

    private static Command Key() => new Command("key", "Make a key of the service itself, for its configuration. Nothing is asked, and nothing kept.") { KeyName }
        .Runs((parsed, screen, _) =>
        {
            var name = parsed.GetRequiredValue(KeyName);
            var secret = ApiKeySecret.Draw();
            var sha256 = Convert.ToHexStringLower(secret.Sha256);
            screen.Result(
                new { name, secret = secret.Text, sha256 },
                $"Service key, shown this once and kept nowhere: {secret.Text}\nFor the service's configuration: Mote__ServiceKeys__0__Name={name} Mote__ServiceKeys__0__Sha256={sha256}");
            return Task.FromResult(ExitCode.Done);
        });

    private static string Line(KnownRealm realm) =>
        $"{realm.Name}: {(realm.State == RealmState.Removing ? "being removed" : Settings(realm))}"
        + (realm.IsConfigured ? "; of the configuration" : "")
        + (realm.MadeAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"; made {at.UtcDateTime:yyyy-MM-dd} by {realm.MadeBy}") : "");

    private static string Settings(KnownRealm realm) =>
        $"models {realm.Models ?? "of every realm"}, decided at {DecisionWords.Rate(realm.TargetFalseMatchRate)}, at {DecisionWords.Rate(realm.MostFalseMatchRate)} at most, policy {realm.Policy}";
}
