using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Tests;

/// <summary>People who do not exist, and a silo with the models that know them: nothing of the shared data is needed.</summary>
public static class DemoPeople
{
    /// <summary>The settings of a silo with the models that come with Mote, its state in a folder.</summary>
    public static Dictionary<string, string> Settings(string folder)
    {
        var models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");
        return new()
        {
            ["DOTNET_ENVIRONMENT"] = "Demo",
            ["Mote__Detector"] = Path.Combine(models, "mote-demo-detector.onnx"),
            ["Mote__Embedder"] = Path.Combine(models, "mote-demo-embedder.onnx"),
            ["Mote__Cohort"] = Path.Combine(models, "mote-demo.cohort"),
            ["Mote__Certificate__MostFalseNonMatchRate"] = "1",
            ["Mote__Storage__Sqlite__Path"] = Path.Combine(folder, "mote.db"),
        };
    }

    /// <summary>The container of <see cref="Settings(AzuriteServer, string)"/>.</summary>
    public const string Container = "claimed";

    /// <summary>The same with its state in a container, claimed for as short as can be.</summary>
    public static Dictionary<string, string> Settings(AzuriteServer azurite, string provider) => new(Settings(""))
    {
        ["Mote__Storage__Provider"] = provider,
        ["Mote__Storage__Blob__ConnectionString"] = azurite.ConnectionString,
        ["Mote__Storage__Blob__Container"] = Container,
        ["Mote__Storage__Blob__LeaseSeconds"] = "15",
    };

    public static byte[] Photo(int person, int photo) => PortraitStudio.Take(Mote.Portraits.People.Person.Of(Populations.Demo, person), photo).Jpeg;
}
