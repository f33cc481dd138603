using System.CommandLine;
using System.Security.Cryptography;
using Mote.Cli.Output;
using Mote.Grains.Contracts.Identities;
using Mote.Silo.Cluster;

namespace Mote.Cli.Clusters;

/// <summary><c>mote cluster</c>: what the silos of a cluster know each other by.</summary>
internal static class ClusterCommand
{
    private const int AuthorityDays = 3_650, CertificateDays = 365, MostDays = 36_500;

    private static readonly Argument<string> Silo = new("silo") { Description = "What the silo is called, as Mote:Cluster:SiloName has it: 1 to 128 of A-Z a-z 0-9 . _ -" };
    private static readonly Option<string> Folder = new("--folder") { Description = "The authority's folder; its key makes silos, so keep it where no silo runs.", DefaultValueFactory = _ => "mote-authority" };
    private static readonly Option<string> Name = new("--name") { Description = "The DNS name in the certificate of every silo, as Mote:Cluster:Certificate:Name has it.", DefaultValueFactory = _ => new CertificateSettings().Name };
    private static readonly Option<int?> Days = new("--days") { Description = "Days for which it is valid." };

    public static Command Create() => new("cluster", "Several silos of one cluster: an authority of their own, and a certificate for each, without which none joins.")
    {
        Authority(), Certificate(),
    };

    private static Command Authority() => new Command("authority", "Make an authority for the silos of one cluster.") { Folder, Days }
        .Runs((parsed, screen, _) =>
        {
            var made = Made(() => SiloAuthority.Make(parsed.GetRequiredValue(Folder), DaysOf(parsed, AuthorityDays), TimeProvider.System));
            screen.Result(
                new { authority = made.Path },
                $"Made '{made.Path}': give it to every silo (Mote:Cluster:Certificate:AuthoritiesPath). The key beside it stays here, and is backed up.\nNext: mote cluster certificate SILO --folder {parsed.GetRequiredValue(Folder)}");
            return Task.FromResult(ExitCode.Done);
        });

    private static Command Certificate() => new Command("certificate", "Make a silo's certificate and key, in place of earlier ones. A silo that runs takes them by itself once they lie where its own were.") { Silo, Folder, Name, Days }
        .Runs((parsed, screen, _) =>
        {
            var silo = parsed.GetRequiredValue(Silo);
            if (!IdentityKey.IsName(silo))
                throw new UsageException($"'{silo}' cannot be a silo's name: use A-Z a-z 0-9 . _ -");
            var (certificate, key) = Made(() => SiloAuthority.Open(parsed.GetRequiredValue(Folder), TimeProvider.System).Issue(silo, parsed.GetRequiredValue(Name), DaysOf(parsed, CertificateDays)));
            screen.Result(
                new { certificate, key },
                $"Made '{certificate}' (Mote:Cluster:Certificate:Path) and '{key}' (:KeyPath): move both to the silo, where nobody else may read the key.");
            return Task.FromResult(ExitCode.Done);
        });

    private static int DaysOf(ParseResult parsed, int otherwise) => (parsed.GetValue(Days) ?? otherwise) is var days and >= 1 and <= MostDays
        ? days
        : throw new UsageException($"--days is 1 to {MostDays}.");

    private static T Made<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (CryptographicException failure)
        {
            throw new UsageException($"That folder holds no authority that can be used: {failure.Message}");
        }
    }
}
