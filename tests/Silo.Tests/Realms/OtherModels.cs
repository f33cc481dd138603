using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Tests;

namespace Mote.Silo.Tests.Realms;

/// <summary>The models that come with Mote as others: the same network in a file that differs by a note in it, and a cohort that is that file's.</summary>
public static class OtherModels
{
    private const int Subjects = 4;

    // An entry of ONNX' metadata, key and value: protobuf takes what is repeated in any place.
    private static readonly byte[] Note = [0x72, 12, 0x0A, 4, .. "note"u8, 0x12, 4, .. "else"u8];

    /// <summary>Writes them.</summary>
    /// <param name="folder">Where.</param>
    public static SiloModels Write(string folder)
    {
        var embedder = Path.Combine(folder, "other.onnx");
        byte[] network = [.. File.ReadAllBytes(SiloModels.Demo.Embedder), .. Note];
        File.WriteAllBytes(embedder, network);
        var hash = Convert.ToHexStringLower(SHA256.HashData(network));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(SiloModels.Demo.Embedder, "json")))!;
        manifest["sha256"] = hash;
        File.WriteAllText(Path.ChangeExtension(embedder, "json"), manifest.ToJsonString());

        var cohort = Path.Combine(folder, "other.cohort");
        var people = CohortPack.Load(SiloModels.Demo.Cohort).Cohort with { EmbedderHash = hash };
        TailCalibration.Calibrate(CohortPack.Create(people, 1), Recipe.SingleUnit, Subjects, 1, null, CancellationToken.None).Save(cohort);
        return new SiloModels(SiloModels.Demo.Detector, embedder, cohort);
    }
}
