namespace Mote.Dependencies;

/// <summary>A package.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsOfProduct">Whether the product needs it, to run or to be built.</param>
internal sealed record Package(string Name, string Version, bool IsOfProduct = false);
