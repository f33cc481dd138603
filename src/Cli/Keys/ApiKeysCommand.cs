using System.CommandLine;
using System.Globalization;
using Mote.Cli.Identities;
using Mote.Cli.Output;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;

namespace Mote.Cli.Keys;

/// <summary><c>mote api-keys</c>: who may call the service, and for what.</summary>
internal static class ApiKeysCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "What the key is called in logs and the audit trail: 1 to 128 of A-Z a-z 0-9 . _ -" };
    private static readonly Option<string?> Scopes = new("--scopes") { Description = $"What it may do, comma-separated: {ScopeNames.AllScopes}. Without --role either, a new key verifies." };
    private static readonly Option<string?> Role = new("--role") { Description = $"A set of scopes: {ScopeNames.AllRoles}." };
    private static readonly Option<string?> Doors = new("--doors") { Description = "The doors that it is bound to, comma-separated." };
    private static readonly Option<double?> Target = new("--target") { CustomParser = InvariantNumber.Optional, Description = "The largest false-match rate that its decisions are made at, above 0 and at most the realm's ceiling." };
    private static readonly Option<string?> Expires = new("--expires") { Description = "From when on it opens nothing any more: a day (its start, UTC) or a time, as 2030-01-31 or 2030-01-31T12:00:00Z." };

    public static Command Create() => new("api-keys", "API keys: make one, see which there are, leave one less than it had, revoke one. With an API key that has the scope 'api-keys'.")
    {
        New(), List(), Limit(), Revoke(),
    };

    private static Command New() => new Command("new", "Make an API key; it is shown this once. It may do, and where, and as long, what the key that you make it with may at most.") { Name, Scopes, Role, Doors, Expires, Target, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var asked = new NewApiKey(parsed.GetRequiredValue(Name), ScopesOf(parsed), RoleOf(parsed), DoorsOf(parsed), ExpiryOf(parsed), parsed.GetValue(Target));
            var made = await IdentityCommands.Client(services).ApiKeys.MakeAsync(asked, stop);
            screen.Result(made, $"API key '{made.Key.Name}', shown this once and kept nowhere: {made.Secret}\nIt {Rights(made.Key)}.");
            return ExitCode.Done;
        });

    private static Command List() => new Command("list", "The API keys of the realm, and what each may do.") { IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var keys = await IdentityCommands.Client(services).ApiKeys.ListAsync(stop);
            screen.Result(keys, string.Join('\n', keys.Select(Line)));
            return ExitCode.Done;
        });

    private static Command Limit() => new Command("limit", "Leave an API key less than it had, from now on: what is not named stays as it is.") { Name, Scopes, Doors, Expires, Target, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var key = await IdentityCommands.Client(services).ApiKeys.LimitAsync(
                parsed.GetRequiredValue(Name), new ApiKeyLimits(ScopesOf(parsed), DoorsOf(parsed), ExpiryOf(parsed), parsed.GetValue(Target)), stop);
            screen.Result(key, $"From now on '{key.Name}' {Rights(key)}.");
            return ExitCode.Done;
        });

    private static Command Revoke() => new Command("revoke", "Revoke an API key: it opens nothing any more, and a session at the console that it opened is over.") { Name, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var name = parsed.GetRequiredValue(Name);
            await IdentityCommands.Client(services).ApiKeys.RevokeAsync(name, stop);
            screen.Result(new { name, revoked = true }, $"'{name}' is revoked.");
            return ExitCode.Done;
        });

    private static string Line(KnownApiKey key) =>
        $"{key.Name}{(key.Prefix is { } prefix ? $" ({prefix}…)" : "")}: {Rights(key)}"
        + (key.IsConfigured ? "; of the configuration" : "")
        + (key.MadeAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"; made {at.UtcDateTime:yyyy-MM-dd} by {key.MadeBy}") : "");

    private static string Rights(KnownApiKey key) =>
        $"may {string.Join(", ", key.Scopes.Select(scope => scope.Name()))}"
        + (key.Doors.Count > 0 ? $" at {string.Join(", ", key.Doors)}" : "")
        + (key.TargetFalseMatchRate is { } rate ? $", decided at {DecisionWords.Rate(rate)} at most" : "")
        + (key.Expires is { } until ? string.Create(CultureInfo.InvariantCulture, $" until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "");

    private static Scope[]? ScopesOf(ParseResult parsed) => Listed(parsed.GetValue(Scopes)) is { } names
        ? [.. names.Select(name => ScopeNames.RealmScope(name) ?? throw new UsageException($"'{name}' is none of the scopes {ScopeNames.AllScopes}."))]
        : null;

    private static Role? RoleOf(ParseResult parsed) => parsed.GetValue(Role) is { } name
        ? ScopeNames.Role(name) ?? throw new UsageException($"'{name}' is none of the roles {ScopeNames.AllRoles}.")
        : null;

    private static string[]? DoorsOf(ParseResult parsed) => Listed(parsed.GetValue(Doors));

    private static DateTimeOffset? ExpiryOf(ParseResult parsed)
    {
        if (parsed.GetValue(Expires) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until
            : throw new UsageException($"'{text}' is no time: write it as 2030-01-31 or 2030-01-31T12:00:00Z.");
    }

    private static string[]? Listed(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
