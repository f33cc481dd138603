using Mote.Evaluation.Policies;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Vision;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.DemoModels.Cohort;

/// <summary>Makes the demo's cohort pack.</summary>
internal static class DemoCohort
{
    private static readonly (CohortPartition Partition, int People, int Photos)[] Shares =
    [
        (CohortPartition.Training, 500, 2),
        (CohortPartition.Validation, 200, 2),
        (CohortPartition.Calibration, 500, 1),
    ];

    private static readonly Recipe[] Recipes = [Recipe.Compact, Recipe.SingleUnit];

    public static CohortPack Make(FacePipeline pipeline, ulong seed, CancellationToken cancellationToken)
    {
        var builder = new CohortBuilder();
        var first = 0;
        foreach (var (partition, people, photos) in Shares)
        {
            var from = first;
            var readings = new PhotoReading[people * photos];
            Parallel.For(0, readings.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
                readings[i] = pipeline.Read(PortraitStudio.Take(Person.Of(Populations.Cohort, from + i / photos), i % photos).Jpeg, cancellationToken));
            foreach (var (i, reading) in readings.Index())
            {
                var person = Person.Of(Populations.Cohort, from + i / photos);
                if (reading is FaceReading face)
                    builder.Add(face.Embedding, $"{person.Number}", $"{person.Group}", partition);
            }

            first += people;
        }

        var pack = CohortPack.Create(builder.Build(pipeline.Embedder.Sha256), seed, cancellationToken);
        foreach (var recipe in Recipes)
        {
            pack = TailCalibration.Calibrate(pack, recipe, TailCalibration.DefaultSubjects(recipe), seed, null, cancellationToken);
            pack = CohortPolicies.Choose(pack, recipe, seed, null, cancellationToken);
        }

        return pack;
    }
}
