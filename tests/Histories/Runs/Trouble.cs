namespace Mote.Histories.Runs;

/// <summary>A time in which something was amiss.</summary>
/// <param name="Name">What.</param>
/// <param name="CutsOff">Whether a silo may go on with what it knew, and no more: it stood still, or a line to others or the table was cut.</param>
/// <param name="Began">From when on.</param>
/// <param name="Mended">Until when the cause lasted.</param>
/// <param name="Recovered">Until when what came of it did.</param>
public sealed record Trouble(string Name, bool CutsOff, TimeSpan Began, TimeSpan Mended, TimeSpan Recovered);
