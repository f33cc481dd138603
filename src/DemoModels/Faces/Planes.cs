namespace Mote.DemoModels.Faces;

/// <summary>Red, green and blue planes out of pixels.</summary>
internal static class Planes
{
    /// <param name="pixels">Red, green, blue and 255 a pixel.</param>
    public static byte[] Of(ReadOnlySpan<byte> pixels)
    {
        var plane = pixels.Length / 4;
        var planes = new byte[3 * plane];
        for (var i = 0; i < plane; i++)
        {
            planes[i] = pixels[4 * i];
            planes[plane + i] = pixels[4 * i + 1];
            planes[2 * plane + i] = pixels[4 * i + 2];
        }

        return planes;
    }
}
