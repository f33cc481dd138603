namespace Mote.Tests;

/// <summary>Somebody of the demo, by name.</summary>
public sealed record DemoPerson(string Name, byte[] Enrol)
{
    /// <summary>Some of them.</summary>
    public static IReadOnlyList<DemoPerson> First(int count) => [.. Enumerable.Range(0, count).Select(number => new DemoPerson($"person-{number}", DemoPeople.Photo(number, 0)))];
}
