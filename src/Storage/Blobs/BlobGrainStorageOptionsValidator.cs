using System.Text.RegularExpressions;

namespace Mote.Storage.Blobs;

/// <summary>Refuses options that cannot work before the silo starts, and says how to mend them.</summary>
internal sealed partial class BlobGrainStorageOptionsValidator(string name, BlobGrainStorageOptions options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var sources = Convert.ToInt32(!string.IsNullOrWhiteSpace(options.ConnectionString)) + Convert.ToInt32(options.ServiceUri is not null) + Convert.ToInt32(options.CreateServiceClient is not null);
        Require(sources == 1, $"{(sources == 0 ? "no account is" : "several accounts are")} named: set exactly one of ConnectionString, ServiceUri (with CreateCredential) and CreateServiceClient");
        Require(options.ServiceUri is null == options.CreateCredential is null, "ServiceUri and CreateCredential go together: set both or neither");
        Require(ContainerNames().IsMatch(options.ContainerName ?? ""), $"ContainerName '{options.ContainerName}' is not legal: use 3 to 63 lower-case letters, digits and single hyphens, beginning and ending with a letter or digit");
        Require(Enum.IsDefined(options.Naming), $"Naming {options.Naming} does not exist: use ByService or Official");
        Require(options.AttemptTimeout >= TimeSpan.FromSeconds(0.1) && options.AttemptTimeout <= TimeSpan.FromMinutes(5), $"AttemptTimeout {options.AttemptTimeout} is out of range: use 0.1 s to 5 min");
        Require(options.OperationTimeout >= TimeSpan.FromSeconds(0.1) && options.OperationTimeout <= TimeSpan.FromMinutes(10), $"OperationTimeout {options.OperationTimeout} is out of range: use 0.1 s to 10 min");
        Require(options.ClaimLease >= TimeSpan.FromSeconds(15) && options.ClaimLease <= TimeSpan.FromSeconds(45), $"ClaimLease {options.ClaimLease} is out of range: use 15 s to 45 s");
        Require(options.MaxRetries is >= 0 and <= 10, $"MaxRetries {options.MaxRetries} is out of range: use 0 to 10");
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new OrleansConfigurationException($"Blob grain storage '{name}': {otherwise}.");
    }

    [GeneratedRegex("\\A(?=.{3,63}\\z)[a-z0-9](-?[a-z0-9])*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerNames();
}
