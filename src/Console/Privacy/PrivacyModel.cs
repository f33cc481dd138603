namespace Mote.Console.Privacy;

/// <summary>The last privacy audit.</summary>
/// <param name="Report">The report; null for none.</param>
/// <param name="WrittenAt">When its file was written.</param>
/// <param name="Path">Where it is looked for; null where no place is configured.</param>
/// <param name="Trouble">Why there is none; null where there is.</param>
public sealed record PrivacyModel(PrivacyReport? Report, DateTimeOffset? WrittenAt, string? Path, string? Trouble);
