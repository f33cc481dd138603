using System.Text.Json;
using Mote.Evaluation.Privacy;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Reports;
using Mote.Tests;

namespace Mote.Evaluation.Tests.Privacy;

/// <summary>The whole audit on 60 women and 60 men, with rotations that are independent of the product's own.</summary>
public sealed class PrivacyAuditOnRealFacesTests
{
    private static readonly PrivacyAuditSettings Settings = new() { Permutations = 39, Climb = 300 };

    private static PrivacyMaterial Faces()
    {
        var set = EvaluationSet.Read(SharedData.Path("lfw/mobilefacenet_128.npy"), SharedData.Path("lfw/labels.csv"), "gender");
        return PrivacyMaterial.Of(set, SubjectChoice.Of(set, 120, 1, 1), 1);
    }

    [Fact]
    public void Run_PlainVectors_TellEverythingToWhoeverHasTheStore()
    {
        var material = Faces();
        var rows = new PrivacyAudit(material, Settings).Run(new VectorTemplates(material.CosineThreshold), null, TestContext.Current.CancellationToken);
        Assert.Equal(["store", "store-and-keys", "api"], rows.Select(row => row.Attacker));
        Assert.InRange(rows[0].BalancedAccuracy!.Value, 0.9, 1);
        Assert.Equal(1.0 / 40, rows[0].PermutationP!.Value, 9);
        Assert.InRange(rows[0].DSys!.Value, 0.85, 1);
        Assert.Equal(1, rows[0].InvertedAccepted);
        Assert.InRange(Other(rows[0], "invertedAcceptedByVector"), 0.9, 1);
        Assert.Equal(1, Other(rows[2], "climbMatched"));
    }

    [Fact]
    public void Run_TurnedUnits_HideFromTheStoreWhatTheKeysTell()
    {
        var material = Faces();
        var rows = new PrivacyAudit(material, Settings).Run(new TurnedTemplates(material.CosineThreshold), null, TestContext.Current.CancellationToken);
        Assert.InRange(rows[0].PermutationP!.Value, 0.05, 1);
        Assert.InRange(rows[0].DSys!.Value, -0.08, 0.08);
        Assert.InRange(rows[0].InvertedAccepted!.Value, 0, 0.03);
        Assert.InRange(rows[1].BalancedAccuracy!.Value, 0.9, 1);
        Assert.InRange(rows[1].DSys!.Value, 0.85, 1);
        Assert.Equal(1, rows[1].InvertedAccepted);
        // A silent service cannot be climbed as one that tells cosines can.
        Assert.InRange(Other(rows[2], "climbMatched"), 0, 0.2);
    }

    [Fact]
    public void Run_OffsetTellsTheGroup_IsFoundInSpiteOfRotations()
    {
        var material = Faces();
        var rows = new PrivacyAudit(material, Settings).Run(new TurnedTemplates(material.CosineThreshold, leak: 0.01f), null, TestContext.Current.CancellationToken);
        Assert.InRange(rows[0].BalancedAccuracy!.Value, 0.95, 1);
        Assert.InRange(rows[0].PermutationP!.Value, 0, 0.049);
        Assert.EndsWith("-invariants", rows[0].Best, StringComparison.Ordinal);
    }

    [Fact]
    public void CosineThreshold_IsTheSmallestThatKeepsTheRate()
    {
        var material = Faces();
        var strangers = material.Subjects.SelectMany(subject => material.Subjects.Where(other => other != subject).SelectMany(other => other.OtherPhotos)
            .Select(photo => System.Numerics.Tensors.TensorPrimitives.Dot<float>(subject.Reference, photo))).ToArray();
        Assert.True(strangers.Count(cosine => cosine >= material.CosineThreshold) <= 1e-3 * strangers.Length);
        Assert.True(strangers.Count(cosine => cosine >= MathF.BitDecrement((float)material.CosineThreshold)) > 1e-3 * strangers.Length);
    }

    private static double Other(PrivacyFigures row, string name) => row.Others is { } others && others.TryGetValue(name, out JsonElement value) ? value.GetDouble() : double.NaN;
}
