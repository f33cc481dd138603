using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Embedding;

/// <summary>How many photos a silo embeds at once, and how many may wait.</summary>
public sealed class EmbedderPoolOptions
{
    /// <summary>Photos embedded at once, 1 to 256; by default one a core.</summary>
    [Range(1, 256, ErrorMessage = "Mote:EmbedderPool:Concurrency is 1 to 256: about one a core.")]
    public int Concurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>Photos that may wait, 0 to 4096, 64 by default; one more is answered <c>overloaded</c>.</summary>
    [Range(0, 4096, ErrorMessage = "Mote:EmbedderPool:QueueLimit is 0 to 4096.")]
    public int QueueLimit { get; set; } = 64;
}
