namespace Mote.Grains.Settings;

/// <summary>A section of <c>Mote</c>, and the class that says what can be set there.</summary>
/// <param name="Path">The section without <c>Mote:</c>; empty for <c>Mote</c> itself.</param>
/// <param name="Type">The class.</param>
public sealed record SettingsSection(string Path, Type Type);
