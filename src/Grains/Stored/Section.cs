namespace Mote.Grains.Stored;

/// <summary>A part of a record, under a number and a version of its own.</summary>
/// <param name="Id">Which part, from 1; never used for another.</param>
/// <param name="Version">The form of its content, from 1.</param>
/// <param name="Content">What it says.</param>
internal sealed record Section(ushort Id, ushort Version, ReadOnlyMemory<byte> Content);
