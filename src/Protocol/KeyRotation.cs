namespace Mote.Protocol;

/// <summary>How far a realm has come in leaving its old master keys.</summary>
/// <param name="MasterKeyVersion">The version that every record is brought under.</param>
/// <param name="State">How it stands.</param>
/// <param name="Total">Records to bring under it.</param>
/// <param name="Done">Those that are.</param>
/// <param name="Refused">Subjects whose records could not be opened; they still need their old key.</param>
public sealed record KeyRotation(int MasterKeyVersion, KeyRotationState State, int Total, int Done, IReadOnlyList<string> Refused);
