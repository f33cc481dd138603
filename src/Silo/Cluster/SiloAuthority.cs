using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mote.Ownership;

namespace Mote.Silo.Cluster;

/// <summary>
/// An authority for the silos of one cluster, in a folder: who has none of his own makes one, and from it a certificate for
/// each silo. Keys are ECDSA on P-256; files are PEM, and keys their owner's alone.
/// </summary>
public sealed class SiloAuthority
{
    /// <summary>The authority's certificate, which every silo is given.</summary>
    public const string CertificateFile = "authority.pem";

    private const string KeyFile = "authority.key.pem";

    private static readonly TimeSpan Earlier = TimeSpan.FromHours(2);

    private readonly string _folder;
    private readonly TimeProvider _time;

    private SiloAuthority(string folder, TimeProvider time) => (_folder, _time) = (folder, time);

    /// <summary>The authority's certificate.</summary>
    public string Path => System.IO.Path.Combine(_folder, CertificateFile);

    /// <summary>Makes one.</summary>
    /// <param name="folder">An own folder; made where there is none.</param>
    /// <param name="days">Days for which it is valid.</param>
    /// <param name="time">Says what time it is.</param>
    /// <exception cref="IOException">There is one already, or the folder cannot be written.</exception>
    public static SiloAuthority Make(string folder, int days, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        OwnFile.MakeFolder(folder);
        var made = new SiloAuthority(folder, time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Mote silos", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(time.GetUtcNow() - Earlier, time.GetUtcNow().AddDays(days));
        OwnFile.Write(System.IO.Path.Combine(folder, KeyFile), key.ExportPkcs8PrivateKeyPem() + "\n", replaces: false);
        OwnFile.Write(made.Path, certificate.ExportCertificatePem() + "\n", replaces: false);
        return made;
    }

    /// <summary>Opens one that was made.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="time">Says what time it is.</param>
    public static SiloAuthority Open(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        return new SiloAuthority(folder, time);
    }

    /// <summary>Makes a certificate for a silo, <c>NAME.pem</c> and <c>NAME.key.pem</c>, in place of an earlier one.</summary>
    /// <param name="silo">What the silo is called.</param>
    /// <param name="name">The DNS name that is in the certificate of every silo.</param>
    /// <param name="days">Days for which it is valid; the authority's are its bound.</param>
    /// <returns>The two files.</returns>
    /// <exception cref="IOException">The authority cannot be read, or the files cannot be written.</exception>
    /// <exception cref="CryptographicException">The authority's files hold something else.</exception>
    public (string Certificate, string Key) Issue(string silo, string name, int days)
    {
        ArgumentException.ThrowIfNullOrEmpty(silo);
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var authority = X509Certificate2.CreateFromPemFile(Path, System.IO.Path.Combine(_folder, KeyFile));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={silo}"), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(BothEnds.Usages, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var until = _time.GetUtcNow().AddDays(days);
        var last = new DateTimeOffset(authority.NotAfter);
        using var certificate = request.Create(authority, _time.GetUtcNow() - Earlier, until < last ? until : last, RandomNumberGenerator.GetBytes(16));
        var (certificateFile, keyFile) = (System.IO.Path.Combine(_folder, $"{silo}.pem"), System.IO.Path.Combine(_folder, $"{silo}.key.pem"));
        OwnFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n", replaces: true);
        OwnFile.Write(certificateFile, certificate.ExportCertificatePem() + "\n", replaces: true);
        return (certificateFile, keyFile);
    }
}
