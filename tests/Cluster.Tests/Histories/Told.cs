using Mote.Histories.People;

namespace Mote.Cluster.Tests.Histories;

/// <summary>Operations as a test tells of them, in seconds.</summary>
internal static class Told
{
    public const string Person = "ada";

    public static Operation Of(double from, double to, Deed deed, Answer answer, int version = 0, Face face = Face.Ada) =>
        new(Person, deed, face, answer, version, TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), "client", "silo");
}
