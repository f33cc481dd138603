using Mote.DemoModels.Faces;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Vision.Detection;
using Mote.Vision.Photos;
using SkiaSharp;

namespace Mote.DemoModels.Detector;

/// <summary>What the demo detector learns from.</summary>
/// <param name="Pictures">Whole photos, as small as the detector takes them.</param>
/// <param name="Landmarks">The points of the face on each, as shares of the frame; null without a face.</param>
internal sealed record DetectorExamples(FaceSet Pictures, FaceLandmarks?[] Landmarks)
{
    // One picture in so many shows no face.
    private const int EmptyOneIn = 8;

    public static DetectorExamples Of(ulong population, int count, CancellationToken cancellationToken)
    {
        var pixels = new byte[count][];
        var landmarks = new FaceLandmarks?[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            byte[] file;
            if (i % EmptyOneIn == 0)
            {
                file = PortraitStudio.TakeEmpty(population, i);
            }
            else
            {
                (file, var points) = PortraitStudio.Take(Person.Of(population, i), 0);
                landmarks[i] = new FaceLandmarks(Share(points.RightEye), Share(points.LeftEye), Share(points.Nose), Share(points.RightMouth), Share(points.LeftMouth));
            }

            using var photo = PhotoDecoder.Decode(file, new PhotoBounds(), out _)!;
            using var small = LandmarkRegressor.Framed(photo, out _, out _);
            pixels[i] = Planes.Of(small.GetPixelSpan());
        });
        return new DetectorExamples(new FaceSet(LandmarkRegressor.Edge, pixels), landmarks);
    }

    private static LandmarkPoint Share(LandmarkPoint point) => new(point.X / PortraitStudio.Edge, point.Y / PortraitStudio.Edge);
}
