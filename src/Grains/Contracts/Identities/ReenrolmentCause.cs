namespace Mote.Grains.Contracts.Identities;

/// <summary>Why a person is to be enrolled anew. Stored: numbers are never given another meaning.</summary>
[GenerateSerializer, Alias("Mote.ReenrolmentCause")]
public enum ReenrolmentCause
{
    /// <summary>Somebody asked for it.</summary>
    Asked = 1,

    /// <summary>The certificate misses the realm's bounds.</summary>
    MissesBounds = 2,

    /// <summary>The model-template is older than it may be.</summary>
    Age = 3,
}
