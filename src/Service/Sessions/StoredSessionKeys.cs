using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Sessions;

namespace Mote.Service.Sessions;

/// <summary>
/// The keys that the framework protects cookies with, where a cluster keeps its state: a session that one silo opened is one
/// at all. They are read when the silo starts, and once a day. Thread-safe.
/// </summary>
public sealed class StoredSessionKeys : IXmlRepository
{
    // Whoever signs in waits for it at most, where the store hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IGrainFactory _grains;
    private long _revision;

    internal StoredSessionKeys(IGrainFactory grains) => _grains = grains;

    /// <inheritdoc/>
    /// <exception cref="MoteException">They cannot be read.</exception>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var ring = Await(keys => keys.Known(CancellationToken.None));
        Interlocked.Exchange(ref _revision, ring.Revision);
        return [.. ring.Keys.Select(key => XElement.Parse(key))];
    }

    /// <inheritdoc/>
    /// <remarks>Where another silo was quicker, it is left out: the framework reads them again before it uses any, and finds that one's.</remarks>
    /// <exception cref="MoteException">It was not stored.</exception>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        var known = Interlocked.Read(ref _revision);
        Await(keys => keys.Add(known, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None));
    }

    // The framework does not await.
    private T Await<T>(Func<ISessionKeysGrain, Task<T>> ask) => Task.Run(async () =>
    {
        Caller.Current = Caller.Service(Caller.ServiceRealm, "keeps the keys of sessions");
        return await ask(_grains.GetGrain<ISessionKeysGrain>(Caller.ServiceRealm)).WaitAsync(Patience);
    }).GetAwaiter().GetResult();
}
