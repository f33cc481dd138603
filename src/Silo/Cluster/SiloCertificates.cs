using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Mote.Ownership;
using Mote.Silo.Hosting;

namespace Mote.Silo.Cluster;

/// <summary>
/// What a silo shows the others of its cluster, and by what it knows them, read anew with the next handshake once a file has
/// changed; files that cannot be read then leave it with what it had. Thread-safe.
/// </summary>
internal sealed partial class SiloCertificates
{
    private readonly string _path, _keyPath, _authoritiesPath;
    private readonly TimeProvider _time;
    private readonly ILogger<SiloCertificates> _log;
    private readonly Lock _reading = new();
    private Read _read;

    /// <param name="settings">Names the files, and the name.</param>
    /// <param name="time">Says what time it is.</param>
    /// <param name="log">Told of files that cannot be read anew, and of strangers.</param>
    /// <exception cref="OptionsValidationException">A file cannot be read, or holds something else.</exception>
    public SiloCertificates(CertificateSettings settings, TimeProvider time, ILogger<SiloCertificates> log)
    {
        (_path, _keyPath, _authoritiesPath, Name, _time, _log) = (settings.Path!, settings.KeyPath!, settings.AuthoritiesPath!, settings.Name, time, log);
        try
        {
            _read = Open(Stamp());
        }
        catch (Exception failure) when (IsOfAFile(failure))
        {
            throw Refusal($"it cannot be read: {failure.Message}");
        }

        if (OwnersAlone.RefusalOfSecret(_keyPath) is { } exposed)
            throw Refusal(exposed);
        // What the others would refuse is found out here.
        if (FaultOf(_read.Own, _read.Between) is { } fault)
            throw Refusal(fault);
    }

    /// <summary>The DNS name in every silo's certificate.</summary>
    public string Name { get; }

    /// <summary>This silo's own.</summary>
    public X509Certificate2 Own => Current().Own;

    /// <summary>The same with those between it and the authority.</summary>
    public SslStreamCertificateContext Shown => Current().Shown;

    /// <summary>Whether that is a silo of this cluster.</summary>
    public bool Knows(X509Certificate2? shown, X509Chain? chain)
    {
        if (shown is not null && FaultOf(shown, chain?.ChainElements.Select(element => element.Certificate) ?? []) is not { } fault)
            return true;
        fault = shown is null ? "it showed none" : FaultOf(shown, []) ?? "it is not known";
        LogStranger(shown?.Subject ?? "nobody", fault);
        return false;
    }

    private string? FaultOf(X509Certificate2 certificate, IEnumerable<X509Certificate2> between)
    {
        if (!certificate.MatchesHostname(Name, allowWildcards: false, allowCommonName: false))
            return $"the name '{Name}' is not among its DNS names";
        using var chain = new X509Chain();
        chain.ChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = _time.GetUtcNow().UtcDateTime,
        };
        foreach (var usage in BothEnds.Usages)
            chain.ChainPolicy.ApplicationPolicy.Add(usage);
        chain.ChainPolicy.CustomTrustStore.AddRange(_read.Authorities);
        foreach (var one in between)
            chain.ChainPolicy.ExtraStore.Add(one);
        return chain.Build(certificate) ? null : $"it is not from an authority of '{_authoritiesPath}', or not valid now for both ends of a connection: {string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation.Trim()))}";
    }

    private Read Current()
    {
        lock (_reading)
        {
            try
            {
                if (Stamp() is var stamp && stamp != _read.Stamp)
                {
                    _read = Open(stamp);
                    LogRenewed(_read.Own.NotAfter.ToUniversalTime());
                }
            }
            catch (Exception failure) when (IsOfAFile(failure))
            {
                // Files are replaced one by one: the next handshake finds both.
                LogUnread(failure);
            }

            return _read;
        }
    }

    private Read Open(string stamp)
    {
        // Through PKCS#12, since on Windows a key that was read from PEM serves no handshake.
        using var fromPem = X509Certificate2.CreateFromPemFile(_path, _keyPath);
        var own = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);
        var (between, authorities) = (new X509Certificate2Collection(), new X509Certificate2Collection());
        between.ImportFromPemFile(_path);
        between.RemoveAt(0);
        authorities.ImportFromPemFile(_authoritiesPath);
        if (authorities.Count == 0)
            throw new CryptographicException($"'{_authoritiesPath}' holds no certificate.");
        return new Read(stamp, own, between, authorities, SslStreamCertificateContext.Create(own, between, offline: true));
    }

    private string Stamp() => string.Join(';', new[] { _path, _keyPath, _authoritiesPath }.Select(path => new FileInfo(path) is var file ? $"{file.LastWriteTimeUtc.Ticks} {file.Length}" : ""));

    private static bool IsOfAFile(Exception failure) => failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    private OptionsValidationException Refusal(string fault) => BoundSettings.Refusal<CertificateSettings>([$"Mote:Cluster:Certificate, the certificate of '{_path}': {fault}"]);

    [LoggerMessage(1, LogLevel.Information, "The certificate that this silo shows others has been read anew: it is valid until {Until:yyyy-MM-dd'T'HH:mm:ss'Z'}")]
    private partial void LogRenewed(DateTime until);

    [LoggerMessage(2, LogLevel.Warning, "The files of the certificate that this silo shows others have changed and cannot be read: it goes on with the one it has")]
    private partial void LogUnread(Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "A stranger is not let into the cluster: {Certificate}: {Fault}")]
    private partial void LogStranger(string certificate, string fault);

    private sealed record Read(string Stamp, X509Certificate2 Own, X509Certificate2Collection Between, X509Certificate2Collection Authorities, SslStreamCertificateContext Shown);
}
