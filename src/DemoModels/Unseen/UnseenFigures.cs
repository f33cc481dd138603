using System.Numerics.Tensors;
using Mote.Evaluation.Attacks;
using Mote.Evaluation.Metrics;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Recognition.Vectors;
using Mote.Vision;
using Mote.Vision.Detection;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.DemoModels.Unseen;

/// <summary>How well the demo models do on people nothing was learnt from.</summary>
/// <param name="People">How many people.</param>
/// <param name="Photos">How many photos of all of them.</param>
/// <param name="Refused">How many of those were refused.</param>
/// <param name="LandmarkError">How far a point found lies from where it was drawn, on average, in distances between the eyes.</param>
/// <param name="EqualErrorRate">Of the cosine, over all pairs of photos.</param>
/// <param name="MatedMedian">The median cosine of two photos of one person.</param>
/// <param name="GroupAccuracy">The balanced accuracy with which a support vector machine tells the attribute group of a stranger's embedding.</param>
internal sealed record UnseenFigures(int People, int Photos, int Refused, double LandmarkError, double EqualErrorRate, double MatedMedian, double GroupAccuracy)
{
    private const int Folds = 5;

    public static UnseenFigures Of(FacePipeline pipeline, int people, int photos, CancellationToken cancellationToken)
    {
        var readings = new PhotoReading[people * photos];
        var errors = new double[readings.Length];
        Parallel.For(0, readings.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var portrait = PortraitStudio.Take(Person.Of(Populations.Unseen, i / photos), i % photos);
            readings[i] = pipeline.Read(portrait.Jpeg, cancellationToken);
            errors[i] = readings[i] is FaceReading face ? Error(face.Face.Landmarks, portrait.Landmarks) : double.NaN;
        });
        (int Person, float[] Direction)[] embedded =
            [.. readings.Index().Where(reading => reading.Item is FaceReading).Select(reading => (reading.Index / photos, UnitVector.Of(((FaceReading)reading.Item).Embedding)))];

        var (mated, nonMated) = (new List<float>(), new List<float>());
        foreach (var (i, one) in embedded.Index())
        {
            foreach (var other in embedded[..i])
                (one.Person == other.Person ? mated : nonMated).Add(TensorPrimitives.Dot<float>(one.Direction, other.Direction));
        }

        mated.Sort();
        return new UnseenFigures(
            people, readings.Length, readings.Length - embedded.Length, errors.Where(double.IsFinite).Average(), Mote.Evaluation.Metrics.EqualErrorRate.Of([.. mated], [.. nonMated]), mated[mated.Count / 2], TellGroup(embedded, cancellationToken));
    }

    private static double Error(FaceLandmarks found, FaceLandmarks drawn) =>
        Enumerable.Range(0, 5).Average(i => Distance(found[i], drawn[i])) / Distance(drawn.RightEye, drawn.LeftEye);

    private static double Distance(LandmarkPoint one, LandmarkPoint other) => Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));

    /// <summary>Trained on the people of four folds, asked about those of the fifth, in turn.</summary>
    private static double TellGroup((int Person, float[] Direction)[] embedded, CancellationToken cancellationToken)
    {
        var answers = new bool[embedded.Length];
        Parallel.For(0, Folds, new ParallelOptions { CancellationToken = cancellationToken }, fold =>
        {
            // Even numbers are of one group, odd ones of the other, so neighbours stay together.
            var known = embedded.Where(photo => photo.Person / 2 % Folds != fold).ToArray();
            var machine = RbfSupportVectorMachine.Train([.. known.Select(photo => photo.Direction)], [.. known.Select(photo => IsFirst(photo.Person))], cancellationToken: cancellationToken);
            foreach (var (i, photo) in embedded.Index())
            {
                if (photo.Person / 2 % Folds == fold)
                    answers[i] = machine.Decide(photo.Direction) > 0;
            }
        });
        return BalancedAccuracy.Of([.. embedded.Select(photo => IsFirst(photo.Person))], answers);
    }

    private static bool IsFirst(int person) => Person.Of(Populations.Unseen, person).Group == AttributeGroup.A;
}
