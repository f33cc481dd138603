namespace Mote.Vision.Photos;

/// <summary>Why a photo was not embedded.</summary>
public enum RefusalReason
{
    /// <summary>The bytes are not a whole, still JPEG, PNG or WebP photo.</summary>
    PhotoUnreadable,

    /// <summary>Too many bytes or pixels.</summary>
    PhotoTooLarge,

    /// <summary>No face was found.</summary>
    NoFace,

    /// <summary>A second face is nearly as prominent as the first.</summary>
    SeveralFaces,

    /// <summary>The face has too few pixels.</summary>
    FaceTooSmall,

    /// <summary>The face is blurred.</summary>
    Blurred,

    /// <summary>The face is too dark.</summary>
    TooDark,

    /// <summary>The face is too bright.</summary>
    TooBright,

    /// <summary>The face is turned too far from the camera.</summary>
    TurnedTooFar,

    /// <summary>The face has too little contrast to be read, in neither much nor little light.</summary>
    TooFlat,

    /// <summary>The photo is transparent, wholly or where a face would be.</summary>
    Transparent,

    /// <summary>A photo in a format that is known and not read.</summary>
    FormatUnsupported,
}
