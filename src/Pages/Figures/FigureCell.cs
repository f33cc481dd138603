namespace Mote.Pages.Figures;

/// <summary>A cell of a table of figures.</summary>
/// <param name="Lines">The figure, or several one below the other.</param>
public sealed record FigureCell(params IReadOnlyList<string> Lines)
{
    /// <summary>What is said below, in small type: an interval, a count.</summary>
    public IReadOnlyList<FigureNote> Notes { get; init; } = [];

    /// <summary>A cell without a figure that says why.</summary>
    /// <param name="reason">Why.</param>
    public static FigureCell Without(string reason) => new FigureCell().With(reason);

    /// <summary>A figure alone.</summary>
    /// <param name="text">The figure; nothing for an empty cell.</param>
    public static implicit operator FigureCell(string text) => text is "" ? new() : new(text);

    /// <summary>The same with another note below those that it has.</summary>
    /// <param name="note">The note.</param>
    /// <param name="warns">Whether the figure is to be doubted because of it.</param>
    public FigureCell With(string note, bool warns = false) => this with { Notes = [.. Notes, new FigureNote(note, warns)] };
}
