namespace Mote.Grains.Identities;

/// <summary>A model-template that was replaced, and can come back for a while.</summary>
/// <param name="Template">The model-template.</param>
/// <param name="KeptUntil">The last day (UTC) of that.</param>
internal sealed record PreviousTemplate(StoredTemplate Template, DateOnly KeptUntil);
