using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Membership;
using Mote.Protocol;

namespace Mote.Service.Credentials;

/// <summary>
/// Counts credentials that were refused, by where they come from and each by itself, and says when they are too many. A
/// credential that is known is never refused for others: who stands behind one address with a broken door goes on. In memory,
/// bounded, and never the credential. Silos of a cluster share the bound, a part each, whichever of them is asked: none has to
/// know what another counts. Thread-safe.
/// </summary>
public sealed partial class RefusedCredentials
{
    // Some megabyte together. Beyond that, those who are new share one count.
    private const int Room = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly CountedWindow<AddressBlock> _addresses;
    private readonly CountedWindow<UInt128> _credentials;
    private readonly RefusalLog _told;
    private readonly Channel<(string Realm, AuditEvent Entry)> _toTell = Channel.CreateUnbounded<(string, AuditEvent)>(new() { SingleReader = true });
    private readonly IOptionsMonitor<EdgeOptions> _options;
    private readonly IActiveSilos _silos;
    private readonly ILogger<RefusedCredentials> _log;
    private readonly CredentialInstruments _figures;

    /// <summary>Counts from nought.</summary>
    public RefusedCredentials(IOptionsMonitor<EdgeOptions> options, IActiveSilos silos, TimeProvider time, CredentialInstruments figures, ILogger<RefusedCredentials> log)
    {
        (_options, _silos, _figures, _log) = (options, silos ?? throw new ArgumentNullException(nameof(silos)), figures ?? throw new ArgumentNullException(nameof(figures)), log);
        _addresses = new(Window, Room, time);
        _credentials = new(Window, Room, time);
        _told = new(time);
    }

    /// <summary>Addresses, and credentials, that are told apart now.</summary>
    internal (int Addresses, int Credentials) Counted => (_addresses.Count, _credentials.Count);

    /// <summary>What the audit trails are to have, in its order.</summary>
    internal ChannelReader<(string Realm, AuditEvent Entry)> ToTell => _toTell.Reader;

    // All parts together are no more than the bound, as long as there is one for each.
    private int Most => Math.Max(1, _options.CurrentValue.MostRefused / _silos.Count);

    private string Realm => _options.CurrentValue.Realm!;

    /// <summary>Counts a credential that is nobody's, or not any more.</summary>
    /// <param name="from">Where it comes from.</param>
    /// <param name="credential">The credential, of which nothing is kept but, for a minute, a part of its hash.</param>
    /// <returns>How long it is not worth trying again where there were too many; null where it is to be refused for what it is.</returns>
    public TimeSpan? Unknown(IPAddress? from, string credential) => Count(from, credential, ProblemCode.Unauthenticated, null);

    /// <summary>Counts somebody's credential that claimed another's door.</summary>
    /// <param name="from">Where it comes from.</param>
    /// <param name="caller">Whose it is.</param>
    /// <returns>The same.</returns>
    public TimeSpan? OfAnotherDoor(IPAddress? from, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Count(from, $"{caller.Realm}/{caller.Name}", ProblemCode.Forbidden, caller);
    }

    /// <summary>What that caller may be shown of what was refused lately.</summary>
    /// <param name="realm">The realm.</param>
    public IReadOnlyList<RefusedLine> Lately(string realm) => _told.Lately(realm);

    /// <summary>Tells the trails what there is to tell by now, or at the end all that there is.</summary>
    internal void Tell(bool isEnd) => Tell(_told.Close(isEnd));

    private TimeSpan? Count(IPAddress? from, string credential, string code, Caller? caller)
    {
        var block = AddressBlock.Of(from);
        var (ofAddress, rest) = _addresses.Add(block);
        var (ofCredential, restOfCredential) = _credentials.Add(BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(credential))));
        Tell(_told.Add(caller?.Realm ?? Realm, caller, block, code));
        var most = Most;
        if (ofAddress == 1)
            LogRefused(_log, from?.ToString() ?? AddressBlock.Local);
        else if (ofAddress == most + 1)
            LogTooMany(_log, from?.ToString() ?? AddressBlock.Local);
        TimeSpan? wait = (ofAddress > most, ofCredential > most) switch
        {
            (true, true) => rest > restOfCredential ? rest : restOfCredential,
            (true, false) => rest,
            (false, true) => restOfCredential,
            _ => null,
        };
        _figures.Refused(wait is null ? code : ProblemCode.TooManyAttempts);
        return wait;
    }

    private void Tell(IEnumerable<(string, AuditEvent)> entries)
    {
        foreach (var entry in entries)
            _toTell.Writer.TryWrite(entry);
    }

    [LoggerMessage(1, LogLevel.Warning, "A credential from {Address} was refused")]
    private static partial void LogRefused(ILogger log, string address);

    [LoggerMessage(2, LogLevel.Warning, "Too many credentials from {Address} were refused in a minute: further ones are answered as too many until it is over")]
    private static partial void LogTooMany(ILogger log, string address);
}
