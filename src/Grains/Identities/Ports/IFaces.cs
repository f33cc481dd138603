using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Identities;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities.Ports;

/// <summary>What sees.</summary>
internal interface IFaces
{
    /// <summary>The one face of a photo.</summary>
    /// <exception cref="Contracts.Errors.MoteException">The photo was refused, or too many wait.</exception>
    Task<EmbeddedFace> Embed(byte[] photo, CancellationToken cancellationToken);

    /// <summary>Has the one face of a photo decided about, and shows what of it spoke to the network for that.</summary>
    /// <exception cref="Contracts.Errors.MoteException">The photo was refused, or too many wait.</exception>
    Task<ExplanationResult> Explain(byte[] photo, ModelTemplate template, Func<EmbeddedFace, VerificationResult> decide, CancellationToken cancellationToken);

    /// <summary>Where the network of another subject of this realm looks, which lies close to the face.</summary>
    /// <exception cref="Contracts.Errors.MoteException">Nobody of that name is enrolled, or the recipe's networks have no direction.</exception>
    Task<EmbeddedFace> DirectionOf(string subject, CancellationToken cancellationToken);
}
