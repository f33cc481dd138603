namespace Mote.Pages.Figures;

/// <summary>A row of a table of figures.</summary>
/// <param name="Cells">Its cells, of which the first names it.</param>
/// <param name="IsOurs">Whether it is of what the page is about, among others for comparison.</param>
/// <param name="Continues">Whether the row above has the same name, so that it is not shown again.</param>
public sealed record FigureRow(IReadOnlyList<FigureCell> Cells, bool IsOurs = false, bool Continues = false);
