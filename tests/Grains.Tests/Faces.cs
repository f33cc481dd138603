using Mote.Tests;

namespace Mote.Grains.Tests;

/// <summary>Real photos by name.</summary>
internal static class Faces
{
    public const string Person = "Aaron_Peirsol/Aaron_Peirsol_0001.jpg";
    public const string SamePerson = "Aaron_Peirsol/Aaron_Peirsol_0002.jpg";
    public const string Stranger = "Aaron_Sorkin/Aaron_Sorkin_0001.jpg";

    public static byte[] Read(string photo) => File.ReadAllBytes(SharedData.Path($"lfw/photos/{photo}"));
}
