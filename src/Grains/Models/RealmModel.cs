namespace Mote.Grains.Models;

/// <summary>What a realm recognises faces with.</summary>
public sealed class RealmModel
{
    /// <summary>The name of its models, below <c>Mote:Models</c>; null for those of every realm.</summary>
    public string? Models { get; set; }
}
