using Mote.Client;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Golden.Tests.Making;

/// <summary>Somebody who does not exist, and how to enrol them.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Name">The name, which says what becomes of them.</param>
/// <param name="Number">The number in the demo's population.</param>
/// <param name="Photos">How many photos they are enrolled from.</param>
/// <param name="Settings">How.</param>
internal sealed record GoldenPerson(string Realm, string Name, int Number, int Photos, EnrolmentSettings Settings)
{
    /// <summary>How many further photos there are.</summary>
    public const int Probes = 200;

    // Photos from here on were not used to enrol anybody.
    private const int FirstProbe = 1000;

    /// <summary>Photos for the enrolment, of which nothing is kept.</summary>
    /// <param name="from">The first: a camera is not always lucky.</param>
    public ReadOnlyMemory<byte>[] References(int from) => [.. Enumerable.Range(from, Photos).Select(photo => (ReadOnlyMemory<byte>)Photo(Number, photo))];

    /// <summary>A further photo, by its number.</summary>
    public byte[] Probe(int photo) => Photo(Number, FirstProbe + photo);

    /// <summary>A photo of anybody.</summary>
    public static byte[] Photo(int number, int photo) => PortraitStudio.Take(Person.Of(Populations.Demo, number), photo).Jpeg;
}
