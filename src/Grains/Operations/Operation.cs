using System.Security.Cryptography;

namespace Mote.Grains.Operations;

/// <summary>An operation on a person and what it was asked to do.</summary>
/// <param name="Id">The name that its caller gave it.</param>
/// <param name="Digest">The <see cref="OperationDigest"/> of its content; empty for an operation of before digests were kept.</param>
internal sealed record Operation(Guid Id, byte[] Digest)
{
    /// <summary>Whether another of the same name asks for the same, as far as is known.</summary>
    public bool IsRepeatedBy(Operation other) => Digest.Length == 0 || CryptographicOperations.FixedTimeEquals(Digest, other.Digest);
}
