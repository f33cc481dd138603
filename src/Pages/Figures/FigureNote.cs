namespace Mote.Pages.Figures;

/// <summary>What is said of a figure.</summary>
/// <param name="Text">What.</param>
/// <param name="Warns">Whether the figure is to be doubted because of it.</param>
public sealed record FigureNote(string Text, bool Warns = false);
