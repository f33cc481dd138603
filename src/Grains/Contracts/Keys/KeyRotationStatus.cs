using Mote.Protocol;

namespace Mote.Grains.Contracts.Keys;

/// <summary>How far a realm has come in leaving its old master keys.</summary>
/// <param name="MasterKeyVersion">The version that every record is brought under.</param>
/// <param name="State">Running, complete or incomplete.</param>
/// <param name="Total">Records to bring under it, the roster's own not among them.</param>
/// <param name="Done">Those that are.</param>
/// <param name="Refused">Subjects whose records could not be opened; they still need their old key.</param>
[GenerateSerializer, Immutable, Alias("Mote.KeyRotationStatus")]
public sealed record KeyRotationStatus(
    [property: Id(0)] int MasterKeyVersion,
    [property: Id(1)] KeyRotationState State,
    [property: Id(2)] int Total,
    [property: Id(3)] int Done,
    [property: Id(4)] string[] Refused);
