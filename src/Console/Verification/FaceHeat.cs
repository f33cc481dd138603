namespace Mote.Console.Verification;

/// <summary>The aligned face, and the same with what the decision rests on.</summary>
/// <param name="Face">A PNG file.</param>
/// <param name="Heat">A PNG file of the same size.</param>
public sealed record FaceHeat(ReadOnlyMemory<byte> Face, ReadOnlyMemory<byte> Heat);
