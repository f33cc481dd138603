using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Identities;
using Mote.Grains.Identities.Ports;
using Mote.Recognition.Templates;

namespace Mote.Grains.Tests.Identities.Model;

/// <summary>Reads the photos of <see cref="People"/>.</summary>
internal sealed class Faces : IFaces
{
    public async Task<EmbeddedFace> Embed(byte[] photo, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new EmbeddedFace(People.Face(photo[0]), People.Cohort.EmbedderHash);
    }

    public Task<ExplanationResult> Explain(byte[] photo, ModelTemplate template, Func<EmbeddedFace, VerificationResult> decide, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EmbeddedFace> DirectionOf(string subject, CancellationToken cancellationToken) => throw new NotSupportedException();
}
