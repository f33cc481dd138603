using Mote.Tests;

namespace Mote.Grains.Tests;

/// <summary>Photos by name, of people who do not exist.</summary>
internal static class Faces
{
    public const string Person = "somebody";
    public const string SamePerson = "somebody on another day";
    public const string Stranger = "somebody else";

    // Far from the people whom the demonstration enrols.
    private const int Somebody = 500, SomebodyElse = 501, FirstOther = 600, MostOthers = 300;

    /// <summary>Photos of others, one each.</summary>
    public static IEnumerable<byte[]> Others => Enumerable.Range(FirstOther, MostOthers).Select(person => DemoPeople.Photo(person, 0));

    public static byte[] Read(string photo) => photo switch
    {
        Person => DemoPeople.Photo(Somebody, 0),
        SamePerson => DemoPeople.Photo(Somebody, 1),
        Stranger => DemoPeople.Photo(SomebodyElse, 0),
        _ => throw new ArgumentException($"There is no photo of '{photo}'.", nameof(photo)),
    };
}
