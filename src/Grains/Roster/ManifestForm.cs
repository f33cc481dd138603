namespace Mote.Grains.Roster;

/// <summary>How far a shard has come from the form in which all of it was one record.</summary>
internal enum ManifestForm
{
    /// <summary>All the way: rows, pages and a head.</summary>
    Rows = 0,

    /// <summary>Rows and pages are being written; the one record says what is so.</summary>
    Moving = 1,

    /// <summary>Rows and pages say what is so; the one record may still lie there.</summary>
    Leaving = 2,
}
