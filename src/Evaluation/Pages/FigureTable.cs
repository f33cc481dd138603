using System.Text;

namespace Mote.Evaluation.Pages;

/// <summary>A table that scrolls by itself where the screen is narrow. The first cell of a row names it.</summary>
internal static class FigureTable
{
    /// <param name="caption">What it shows and how it came about, as text.</param>
    /// <param name="head">Column headings, as text.</param>
    /// <param name="rows">Cells, as HTML; whether the row is the one the page is about.</param>
    public static string Of(string caption, IReadOnlyList<string> head, IEnumerable<(bool IsOurs, IReadOnlyList<string> Cells)> rows)
    {
        var table = new StringBuilder();
        table.Append($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{Page.Text(caption)}\"><table class=\"figures\"><caption>{Page.Text(caption)}</caption><thead><tr>");
        foreach (var heading in head)
            table.Append($"<th scope=\"col\">{Page.Text(heading)}</th>");
        table.Append("</tr></thead><tbody>");
        foreach (var (isOurs, cells) in rows)
        {
            table.Append(isOurs ? "<tr class=\"ours\">" : "<tr>").Append($"<th scope=\"row\">{cells[0]}</th>");
            foreach (var cell in cells.Skip(1))
                table.Append($"<td>{cell}</td>");
            table.Append("</tr>");
        }

        return table.Append("</tbody></table></div>").ToString();
    }
}
