using System.Globalization;
using Mote.Tests;

namespace Mote.Clusters;

/// <summary>Who is enrolled: people who do not exist, each from one drawn photo, which many have in common.</summary>
internal static class MeasuredPeople
{
    /// <summary>Where.</summary>
    public const string Realm = "site";

    // Of so many a first photo is good enough.
    private const int Photos = 60;

    public static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"person-{person}");

    public static byte[] Photo(int person) => DemoPeople.Photo(person % Photos, 0);
}
