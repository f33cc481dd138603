using Mote.Evaluation.Privacy;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;

namespace Mote.Evaluation.Tests.Privacy;

/// <summary>What the store tells of a template's past, on people who do not exist.</summary>
public sealed class PastInferenceTests(ITestOutputHelper output)
{
    private const int People = 200;

    private static readonly PrivacyAuditSettings Settings = new() { Permutations = 39 };
    private static readonly Lazy<CohortPack> Pack = new(() => CohortPack.Load(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", "mote-demo.cohort")));
    private static readonly AuditedSubject[] Subjects = [.. Enumerable.Range(0, People).Select(i => new AuditedSubject($"p{i}", i % 2, Pack.Value.Cohort.Validation.Embeddings[i].ToArray(), []))];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit)]
    public void Of_RekeyedAndExcluded_AreTakenForFresh(Recipe recipe)
    {
        var source = new RecipeTemplates(Pack.Value, recipe, 1);
        Shown(Infer(source, source.Rekeyed), People / 3);
        Shown(Infer(source, source.Excluded), People / 10);

        void Shown(PastInference? found, int least)
        {
            Assert.NotNull(found);
            output.WriteLine($"{recipe}: {found}");
            Assert.InRange(found.Changed, least, People);
            Assert.InRange(found.PermutationP, 0.051, 1);
        }
    }

    [Fact]
    public void Of_RoundedTwice_IsFound()
    {
        var source = new RecipeTemplates(Pack.Value, Recipe.Compact, 1);
        var found = Infer(source, (subject, cancellationToken) =>
        {
            var enroller = new Enroller(Pack.Value);
            var settings = new EnrolmentSettings { Recipe = Recipe.Compact, Seed = StableSeed.Of(7, subject.Name, 0, 0) };
            var once = enroller.Enrol([subject.Reference], settings, null, cancellationToken).Template.Network;
            return source.Enrol(subject, 0, 1, cancellationToken) with { Stored = source.Held(Quantisation.Apply(Turned(once, subject.Name), WeightPrecision.Int8)) };
        });
        output.WriteLine($"{found}");
        Assert.InRange(found!.BalancedAccuracy, 0.65, 1);
        Assert.InRange(found.PermutationP, 0, 0.026);
    }

    private static PastInference? Infer(RecipeTemplates source, Func<AuditedSubject, CancellationToken, AuditedTemplate?> change) =>
        PastInference.Of(Subjects, [.. Subjects.Select(subject => source.Enrol(subject, 0, 1, Cancelled))], change, Settings, null, Cancelled);

    /// <summary>As a service did that put a stored network under another key without putting it in form first.</summary>
    private static Network Turned(Network network, string name)
    {
        var first = network.Layers[0];
        var seed = new byte[OrthogonalTransform.SeedBytes];
        BitConverter.TryWriteBytes(seed, StableSeed.Of(8, name, 0, 0));
        var transform = new OrthogonalTransform(seed, network.Dimension);
        var weights = first.Weights.ToArray();
        for (var row = 0; row < first.Outputs; row++)
            transform.Apply(first.Row(row)[..network.Dimension], weights.AsSpan(row * first.Inputs, network.Dimension));
        return network.WithFirst(new DenseLayer(first.Inputs, first.Outputs, weights, first.Biases.ToArray()));
    }
}
