namespace Mote.Portraits.People;

/// <summary>A mole.</summary>
/// <param name="X">Right of the middle of the face.</param>
/// <param name="Y">Below it.</param>
/// <param name="Radius">Its radius.</param>
internal readonly record struct Mole(float X, float Y, float Radius);
