using System.Security.Cryptography;

namespace Mote.Grains.Operations;

/// <summary>
/// The last operations that wrote a person's record, so that a late repetition is answered and not done again. Part of the
/// sealed record, and gone with it.
/// </summary>
/// <param name="Key">The key of the digests, random and of this person alone: from a digest nobody guesses what was asked, the attribute group included.</param>
/// <param name="Last">The operations, the newest last.</param>
internal sealed record DoneOperations(byte[] Key, Operation[] Last)
{
    /// <summary>So many are remembered.</summary>
    public const int Most = 4;

    private const int KeyLength = 32;

    /// <summary>None yet, under a new key.</summary>
    public static DoneOperations None() => new(RandomNumberGenerator.GetBytes(KeyLength), []);

    /// <summary>The operation of that name; null where none is remembered.</summary>
    public Operation? Find(Guid id) => Array.Find(Last, done => done.Id == id);

    /// <summary>With one more, and without the oldest where that would be too many.</summary>
    public DoneOperations With(Operation done) => this with { Last = [.. Last.Where(other => other.Id != done.Id).TakeLast(Most - 1), done] };
}
