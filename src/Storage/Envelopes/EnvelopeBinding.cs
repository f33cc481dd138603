namespace Mote.Storage.Envelopes;

/// <summary>Whether a record must name the grain it belongs to.</summary>
internal enum EnvelopeBinding
{
    /// <summary>A record that names no grain is refused.</summary>
    Required,

    /// <summary>A record may name no grain, as those written through <see cref="EnvelopeGrainStorageSerializer"/> do; if it names one, it must be the right one.</summary>
    Optional,
}
