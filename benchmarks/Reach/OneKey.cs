using Mote.Recognition.Protection.Keys;

namespace Mote.Reach;

/// <summary>One master key, in memory.</summary>
internal sealed class OneKey : IMasterKeyProvider, IDisposable
{
    private readonly MasterKey _key = MasterKey.Generate(1);

    public MasterKey Copy() => _key.Copy();

    public ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<int>>([1]);

    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken) => ValueTask.FromResult(version == 1 ? Copy() : null);

    public void Dispose() => _key.Dispose();
}
