using Mote.DemoModels.Faces;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using Mote.Vision.Photos;

namespace Mote.DemoModels.Embedder;

/// <summary>What the demo embedder learns from: faces found and aligned as they will be in use.</summary>
/// <param name="Faces">Aligned faces.</param>
/// <param name="Person">The person on each.</param>
/// <param name="People">How many people there are.</param>
internal sealed record EmbedderExamples(FaceSet Faces, int[] Person, int People)
{
    public static EmbedderExamples Of(ulong population, int people, int photos, IFaceDetector detector, CancellationToken cancellationToken)
    {
        var faces = new byte[people * photos][];
        Parallel.For(0, faces.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var portrait = PortraitStudio.Take(Portraits.People.Person.Of(population, i / photos), i % photos);
            using var photo = PhotoDecoder.Decode(portrait.Jpeg, new PhotoBounds(), out _)!;
            var landmarks = detector.Detect(photo) is [var face, ..] ? face.Landmarks : portrait.Landmarks;
            using var aligned = AlignedFace.Of(photo, landmarks);
            faces[i] = Planes.Of(aligned.Pixels);
        });
        return new EmbedderExamples(new FaceSet(AlignedFace.Edge, faces), [.. Enumerable.Range(0, faces.Length).Select(i => i / photos)], people);
    }
}
