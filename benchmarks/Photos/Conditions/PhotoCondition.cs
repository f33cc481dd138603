namespace Mote.Photos.Conditions;

/// <summary>What a camera, or somebody who sends a photo, makes of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Of">From the file of the photo to that of the other.</param>
internal sealed record PhotoCondition(string Name, Func<byte[], byte[]> Of);
