namespace Mote.Cli.Photos;

/// <summary>What a photo's partition says it is for.</summary>
internal enum PhotoUse
{
    /// <summary>Nothing here.</summary>
    None,

    /// <summary>A background person's.</summary>
    Cohort,

    /// <summary>The one a person is enrolled from.</summary>
    Reference,

    /// <summary>Another one of a person who is enrolled.</summary>
    Probe,
}
