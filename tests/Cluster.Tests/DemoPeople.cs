using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Cluster.Tests;

/// <summary>People who do not exist, and a silo with the models that know them: nothing of the shared data is needed.</summary>
internal static class DemoPeople
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

    public static byte[] Photo(int person, int photo) => PortraitStudio.Take(Mote.Portraits.People.Person.Of(Populations.Demo, person), photo).Jpeg;
}
