using Mote.Protocol;

namespace Mote.WebConsole.Reenrolments;

/// <summary>The page that asks many people for a new photo.</summary>
/// <param name="Last">How far the last request has come; null for none.</param>
/// <param name="Failure">Why nobody was asked; null at first.</param>
public sealed record ReenrolmentsModel(ReenrolmentJob? Last, string? Failure);
