namespace Mote.Grains.Tests.Rates;

/// <summary>A silo with a strict door, and people who are enrolled and re-enrolled loosely.</summary>
public sealed class DoorsCluster : GrainCluster
{
    public const string Vault = "vault";
    public const double AtTheVault = 1e-3;
    public const double Loose = 0.1;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Enrolment:TargetFalseMatchRate", $"{Loose}"),
        new($"Enrolment:Doors:{Vault}:TargetFalseMatchRate", $"{AtTheVault}"),
    ];
}
