using System.ComponentModel.DataAnnotations;

namespace Mote.Silo.Audit.Anchors;

/// <summary>Where this silo notes the heads of the chains it writes, outside of the store: section <c>Mote:Audit:Anchors</c>.</summary>
public sealed class AnchorOptions
{
    /// <summary>A file that a line is appended to for each; on another disk than the store, best one that is appended to alone.</summary>
    public string? File { get; set; }

    /// <summary>An address that each is posted to as JSON: https, or http on a loopback address.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>After so many entries of a chain its head is noted, 1 to 1,000,000; 256 by default.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Mote:Audit:Anchors:EveryEntries is 1 to 1000000.")]
    public int EveryEntries { get; set; } = 256;

    /// <summary>And after so many minutes in which there was one, 1 to 1,440; 60 by default.</summary>
    [Range(1, 1_440, ErrorMessage = "Mote:Audit:Anchors:EveryMinutes is 1 to 1440.")]
    public int EveryMinutes { get; set; } = 60;
}
