using MathNet.Numerics.Random;
using Microsoft.Extensions.DependencyInjection;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Templates;
using Orleans.Serialization;

namespace Mote.Grains.Tests.Identities.Model;

/// <summary>
/// People who are directions drawn at random, and their networks of the recipe single-unit, trained on the cohort of people
/// who do not exist. A photo is the number of a person.
/// </summary>
internal static class People
{
    public const int Count = 4;
    public const double Rate = 1e-2;

    private static readonly Lazy<(ModelTemplate Template, Certificate Certificate)>[] Trained =
        [.. Enumerable.Range(0, Count).Select(person => new Lazy<(ModelTemplate, Certificate)>(() => Train(person)))];

    public static Serializer Serializer { get; } = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static CohortPack Cohort { get; } =
        CohortPack.Load(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "tests/Golden.Tests/Versions/0.1.0/golden.cohort"));

    public static Enroller Enroller { get; } = new(Cohort);

    public static Certifier Certifier { get; } = new(Cohort);

    public static byte[] Photo(int person) => [(byte)person];

    /// <summary>The face on a photo.</summary>
    public static float[] Face(int person)
    {
        var random = new Xoshiro256StarStar(1000 + person);
        var face = new float[Cohort.Cohort.Dimension];
        for (var i = 0; i < face.Length; i++)
            face[i] = (float)(random.NextDouble() + random.NextDouble() - 1);
        var length = MathF.Sqrt(face.Sum(value => value * value));
        return [.. face.Select(value => value / length)];
    }

    /// <summary>A person's network, trained once in coordinates that are not turned.</summary>
    public static (ModelTemplate Template, Certificate Certificate) Network(int person) => Trained[person].Value;

    private static (ModelTemplate Template, Certificate Certificate) Train(int person)
    {
        var settings = new EnrolmentSettings { Seed = 7, Recipe = Recipe.SingleUnit, TargetFalseMatchRate = Rate };
        var template = Enroller.Enrol([Face(person)], settings, null, CancellationToken.None).Template;
        return (template, Certifier.Certify(template, Face(person), 7, null));
    }
}
