namespace Mote.WebConsole.Photos;

/// <summary>One measured quality.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsGood">Whether it is within its bounds.</param>
internal sealed record JudgedMeasure(string Name, bool IsGood);
