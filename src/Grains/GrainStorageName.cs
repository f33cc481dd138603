namespace Mote.Grains;

/// <summary>The storage provider that holds all grain state; the composition root registers one under this name.</summary>
public static class GrainStorageName
{
    /// <summary>The provider's name.</summary>
    public const string Mote = "mote";
}
