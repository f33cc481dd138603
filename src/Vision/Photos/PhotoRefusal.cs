using System.Globalization;

namespace Mote.Vision.Photos;

/// <summary>Why a photo was not embedded, with the value that was measured and the bound it missed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Measured">The value, where one was measured; its unit is that of the bound in <see cref="Quality.QualityBounds"/>.</param>
/// <param name="Bound">The bound.</param>
/// <param name="Format">The format of the photo, where that is why.</param>
public sealed record PhotoRefusal(RefusalReason Reason, double? Measured = null, double? Bound = null, string? Format = null) : PhotoReading
{
    /// <summary>What was wrong and what to do about it, in plain words.</summary>
    public string Message => Reason switch
    {
        RefusalReason.PhotoUnreadable => "The photo cannot be read: send a whole, still JPEG, PNG or WebP file.",
        RefusalReason.PhotoTooLarge => $"The photo is too large ({Number(Measured)}, at most {Number(Bound)}): send a smaller one.",
        RefusalReason.NoFace => "No face was found: take the photo from the front, with the whole face in it.",
        RefusalReason.SeveralFaces => $"Several faces were found, the second {Number(Measured)} times as prominent as the first (below {Number(Bound)} is accepted): take the photo of one person alone.",
        RefusalReason.FaceTooSmall => $"The face is {Number(Measured)} pixels wide, at least {Number(Bound)} are needed: come closer.",
        RefusalReason.Blurred => $"The face is blurred (sharpness {Number(Measured)}, whatever its light, at least {Number(Bound)}): hold still, or clean the lens.",
        RefusalReason.TooDark => $"The face is too dark ({Light(Measured)}, at least {Number(Bound)}): add light.",
        RefusalReason.TooBright when Measured > Bound => $"The face is too bright (brightness {Number(Measured)} of 255, at most {Number(Bound)}): turn away from the light.",
        RefusalReason.TooBright => $"The face is too bright ({Light(Measured)}, at least {Number(Bound)}): turn away from the light.",
        RefusalReason.TooFlat => $"The face has too little contrast ({Light(Measured)}, at least {Number(Bound)}): wipe the lens, and put the light to one side.",
        RefusalReason.Transparent => $"The photo is transparent ({Number(100 * Measured)} % of it), and no face is left: send it without transparency, as a JPEG file.",
        RefusalReason.FormatUnsupported => $"The photo is {Format}, which is not read here: save it as JPEG, PNG or WebP.",
        _ => $"The face is turned too far (turn {Number(Measured)}, at most {Number(Bound)}): look at the camera.",
    };

    private static string Light(double? levels) => $"light and dark are {Number(levels)} of 255 grey levels apart";

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "?";
}
