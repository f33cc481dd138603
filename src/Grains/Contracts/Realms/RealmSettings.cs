namespace Mote.Grains.Contracts.Realms;

/// <summary>What a realm that was made at run time has of its own; null for what the configuration has for every realm.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Models">The name of its models.</param>
/// <param name="TargetFalseMatchRate">The rate that decides where nobody asks for another.</param>
/// <param name="MostFalseMatchRate">The largest rate that decides about anybody.</param>
/// <param name="Policy">The group policy.</param>
[GenerateSerializer, Immutable, Alias("Mote.RealmSettings")]
public sealed record RealmSettings(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Models,
    [property: Id(2)] double? TargetFalseMatchRate,
    [property: Id(3)] double? MostFalseMatchRate,
    [property: Id(4)] string? Policy);
