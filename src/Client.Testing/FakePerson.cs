using System.Security.Cryptography;
using Mote.Protocol;

namespace Mote.Client.Testing;

/// <summary>Somebody who is enrolled: which photos show that person, and how many in a row did not.</summary>
internal sealed class FakePerson(string subject)
{
    public const int MostNonMatches = 10;

    private const double Target = 1e-4, Likeness = 1e-6;

    // As long as any hash is.
    private static readonly string Hash = new('0', 64);

    private readonly HashSet<string> _photos = [];
    private int _version = 1;

    public int NonMatchesInARow { get; private set; }

    public bool IsLocked => NonMatchesInARow >= MostNonMatches;

    public Identity Identity => new(subject, "compact", _version, new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero), 0.5, Target, 418, Hash, Hash);

    public static string Digest(ReadOnlyMemory<byte> photo) => Convert.ToHexString(SHA256.HashData(photo.Span));

    public void Show(ReadOnlyMemory<byte> photo) => _photos.Add(Digest(photo));

    /// <summary>Enrols anew: the photos of before are forgotten.</summary>
    public void Reenrol(IEnumerable<ReadOnlyMemory<byte>> photos)
    {
        _photos.Clear();
        foreach (var photo in photos)
            Show(photo);
        _version++;
    }

    public bool IsShownBy(ReadOnlyMemory<byte> photo) => _photos.Contains(Digest(photo));

    public void Unlock() => NonMatchesInARow = 0;

    public Verification Decide(ReadOnlyMemory<byte> photo, double? asked)
    {
        var isMatch = IsShownBy(photo);
        NonMatchesInARow = isMatch ? 0 : NonMatchesInARow + 1;
        return new(isMatch, isMatch ? Likeness : null, Math.Min(asked ?? Target, Target), _version, Hash, Guid.NewGuid());
    }
}
