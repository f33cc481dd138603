using System.Security.Cryptography;
using Mote.Tests;

namespace Mote.Silo.Tests.Starts;

/// <summary>Starts that went wrong for people, each of which ended in a core dump, in a page of stack, or in a silo that did not do what was set.</summary>
internal static class WrongStartTable
{
    private const string Store = "Mote:Storage:Provider;Mote:Storage:Blob:";

    public static IReadOnlyList<WrongStart> All { get; } =
    [
        new("no scheme", "urls", "127.0.0.1:7270", "'127.0.0.1:7270' is no address to listen at"),
        new("a scheme of something else", "urls", "ftp://127.0.0.1:7270", "is no address to listen at"),
        new("a port above 65535", "urls", "http://127.0.0.1:70000", "ports are 0 to 65535"),
        new("a port below 0", "urls", "http://127.0.0.1:-1", "ports are 0 to 65535"),
        new("a port beyond all numbers", "urls", "http://127.0.0.1:99999999999", "ports are 0 to 65535"),
        new("a path", "urls", "http://127.0.0.1:0/mote", "leave out '/mote'"),
        new("open to everybody", "urls", "http://0.0.0.0:0", "use https with a certificate"),
        new("an endpoint without a scheme", "urls;Kestrel:Endpoints:Door:Url", ";127.0.0.1", "is no address to listen at"),
        new("https without a certificate", "urls", "https://127.0.0.1:0", "set Kestrel:Certificates:Default:Path"),
        new("a certificate that is not there", "urls;Kestrel:Certificates:Default:Path", "https://127.0.0.1:0;/nowhere.pfx", "/nowhere.pfx"),
        new("a certificate that is none", "urls;Kestrel:Certificates:Default:Path", "https://127.0.0.1:0;FOLDER/none.pfx", "Kestrel:Certificates:Default:Path") { Prepare = plan => Write(plan, "none.pfx", 900) },
        new("a word for a number", "Mote:Lockout:MostNonMatches", "drei", "Mote:Lockout:MostNonMatches is 'drei': give a whole number"),
        new("a fraction for a whole number", "Mote:Audit:RetainDays", "1.5", "Mote:Audit:RetainDays is '1.5': give a whole number"),
        new("a comma in a number", "Mote:Enrolment:TargetFalseMatchRate", "0,5", "Mote:Enrolment:TargetFalseMatchRate is '0,5': give a number, with a point"),
        new("a comma in a number that is read before the others", "Mote:Telemetry:TracedShare", "0,5", "Mote:Telemetry:TracedShare is '0,5': give a number, with a point"),
        new("a word for yes", "Mote:Console:IsEnabled", "ja", "Mote:Console:IsEnabled is 'ja': give 'true' or 'false'"),
        new("a word for a time", "Mote:ApiKeys:0:Expires", "morgen", "Mote:ApiKeys:0:Expires is 'morgen': give a time, as 2027-01-31T18:00:00Z"),
        new("a word for a port", "Mote:Cluster:Port", "drei", "Mote:Cluster:Port is 'drei': give a whole number"),
        new("a misspelt setting", "Mote:Lockout:MostNonMatch", "3", "Mote:Lockout:MostNonMatch is no setting: did you mean Mote:Lockout:MostNonMatches?"),
        new("a misspelt section", "Mote:Lokout:MostNonMatches", "3", "Mote:Lokout is no setting: did you mean Mote:Lockout?"),
        new("a setting at a wrong place", "Mote:MostNonMatches", "3", "Mote:MostNonMatches is no setting: did you mean Mote:Lockout:MostNonMatches?"),
        new("a misspelt setting of a key", "Mote:ApiKeys:0:Scope:0", "verify", "Mote:ApiKeys:0:Scope is no setting: did you mean Mote:ApiKeys:0:Scopes?"),
        new("a misspelt setting of a realm", "Mote:Keys:Realms:one:Foldr", "/keys", "Mote:Keys:Realms:one:Foldr is no setting: did you mean Mote:Keys:Realms:one:Folder?"),
        new("a list as one value", "Mote:ApiKeys:0:Scopes", "verify", "Mote:ApiKeys:0:Scopes is a list: set Mote:ApiKeys:0:Scopes:0"),
        new("a section as one value", "Mote:Lockout", "3", "Mote:Lockout is no setting by itself"),
        new("a folder for a database", "Mote:Storage:Sqlite:Path", "FOLDER", "is a folder: set Path to a file in it"),
        new("a database that is garbage", "", "", "is corrupt or no database: restore it from a backup") { Prepare = plan => Write(plan, "mote.db", 5_000) },
        new("a database that was cut off", "", "", "is corrupt or no database: restore it from a backup") { Prepare = plan => Cut(plan, 3_000) },
        new("a database that was emptied", "", "", "is gone, or empty, and there was one: put it back") { Prepare = plan => Cut(plan, 0) },
        new("a database that is gone", "", "", "is gone, or empty, and there was one: put it back") { Prepare = plan => Cut(plan, null) },
        new("a connection string that is none", $"{Store}ConnectionString", "blob;hello", "Mote:Storage:Blob:ConnectionString cannot be read"),
        new("an account by its name", $"{Store}ServiceUri", "blob;account", "Mote:Storage:Blob:ServiceUri is no https address"),
        new("a container that can be none", $"{Store}ConnectionString;Mote:Storage:Blob:Container", "blob;UseDevelopmentStorage=true;No_Such", "ContainerName 'No_Such' is not legal"),
        new("a master key of two lines", "", "", "holds no master key: it has 32 bytes in base64") { Prepare = plan => Key(plan, text => text + text) },
        new("a master key that was cut off", "", "", "holds no master key: it has 32 bytes in base64") { Prepare = plan => Key(plan, text => text[..20]) },
        new("no master keys", "Mote:Keys:Folder", "FOLDER/none", "make one with 'mote keys new"),
        new("a cohort that is none", "Mote:Cohort", SiloModels.Demo.Embedder, "The file is not a cohort pack"),
        new("a detector for an embedder", "Mote:Embedder", SiloModels.Demo.Detector, "is not a known embedder"),
        new("a model that is not there", "Mote:Detector", "/nowhere.onnx", "/nowhere.onnx"),
        new("a caller's key in place of its hash", "Mote:ApiKeys:0:Sha256", "mote_key", "never the key"),
        new("two faults", "Mote:Lockout:MostNonMatch;Mote:Audit:RetainDays", "3;lang", "did you mean Mote:Lockout:MostNonMatches?"),
    ];

    private static void Write(SiloPlan plan, string name, int bytes) => File.WriteAllBytes(Path.Combine(plan.Folder, name), RandomNumberGenerator.GetBytes(bytes));

    // What a silo leaves behind, and of its database so much.
    private static void Cut(SiloPlan plan, int? bytes)
    {
        foreach (var file in Directory.GetFiles(UsedStore.Folder, "mote.db*"))
            File.Copy(file, Path.Combine(plan.Folder, Path.GetFileName(file)));
        if (bytes is null)
        {
            File.Delete(plan.Database);
            return;
        }

        using var database = new FileStream(plan.Database, FileMode.Open);
        database.SetLength(bytes.Value);
    }

    private static void Key(SiloPlan plan, Func<string, string> damage)
    {
        var file = Directory.GetFiles(plan.Keys).Single();
        File.WriteAllText(file, damage(File.ReadAllText(file)));
    }
}
