namespace Mote.Photos.Conditions;

/// <summary>Says of a JPEG file how the camera was held, whether or not it was.</summary>
internal static class ExifTag
{
    /// <param name="jpeg">The file.</param>
    /// <param name="orientation">1 to 8 (Exif 2.3, tag 274).</param>
    public static byte[] Before(byte[] jpeg, byte orientation) =>
        [.. jpeg[..2], 0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. jpeg[2..]];
}
