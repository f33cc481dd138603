using System.Collections.Concurrent;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Tests;

/// <summary>People who do not exist, whom the models that come with Mote know: nothing of the shared data is needed.</summary>
public static class DemoPeople
{
    /// <summary>The container of <see cref="Settings(AzuriteServer, string)"/>.</summary>
    public const string Container = "claimed";

    private static readonly ConcurrentDictionary<(int Person, int Photo), byte[]> Drawn = [];

    /// <summary>The settings of a <see cref="SiloProcess"/> with the models that know them, its state in a folder.</summary>
    public static Dictionary<string, string?> Settings(string folder) => new(SiloModels.Demo.Settings)
    {
        ["DOTNET_ENVIRONMENT"] = "Demo",
        ["Mote:Certificate:MostFalseNonMatchRate"] = "1",
        ["Mote:Storage:Sqlite:Path"] = Path.Combine(folder, "mote.db"),
    };

    /// <summary>The same with its state in a container, claimed for as short as can be.</summary>
    public static Dictionary<string, string?> Settings(AzuriteServer azurite, string provider) => new(Settings(""))
    {
        ["Mote:Storage:Provider"] = provider,
        ["Mote:Storage:Blob:ConnectionString"] = azurite.ConnectionString,
        ["Mote:Storage:Blob:Container"] = Container,
        ["Mote:Storage:Blob:LeaseSeconds"] = "15",
    };

    /// <summary>A photo that nobody is on.</summary>
    public static byte[] Nobody => PortraitStudio.TakeEmpty(Populations.Demo, 1);

    /// <summary>A photo of one of them.</summary>
    public static byte[] Photo(int person, int photo) =>
        Drawn.GetOrAdd((person, photo), key => PortraitStudio.Take(Mote.Portraits.People.Person.Of(Populations.Demo, key.Person), key.Photo).Jpeg);
}
