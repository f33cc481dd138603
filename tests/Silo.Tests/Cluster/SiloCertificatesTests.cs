using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mote.Silo.Cluster;
using Mote.Tests;

namespace Mote.Silo.Tests.Cluster;

/// <summary>A silo knows those whose certificates are from its authorities, of its cluster's name and valid now, and nobody else.</summary>
public sealed class SiloCertificatesTests : IDisposable
{
    private const string Name = "mote-silo";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-certificates-");
    private readonly ClockAhead _clock = new();
    private readonly SiloAuthority _authority;

    public SiloCertificatesTests() => _authority = Authority("own");

    [Fact]
    public void Knows_OfTheSameAuthorityAndName_AndNobodyElse()
    {
        var north = Opened(_authority.Issue("north", Name, 30));
        Assert.True(north.Knows(Shown(_authority.Issue("south", Name, 30)), null));
        Assert.False(north.Knows(null, null));
        Assert.False(north.Knows(Shown(_authority.Issue("guest", "another-cluster", 30)), null));
        Assert.False(north.Knows(Shown(Authority("foreign").Issue("south", Name, 30)), null));
    }

    [Fact]
    public void Knows_OnceItIsNotValidAnyMore_Not()
    {
        var north = Opened(_authority.Issue("north", Name, 300));
        var south = Shown(_authority.Issue("south", Name, 30));
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.True(north.Knows(south, null));
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.False(north.Knows(south, null));
    }

    /// <summary>As a company's authority issues, which is kept off line: with one between, which is shown along.</summary>
    [Fact]
    public void Knows_WithOneBetweenItAndTheAuthority_OnlyIfThatIsShown()
    {
        using var company = Made("CN=company", null);
        using var between = Made("CN=between", company);
        var authorities = Path.Combine(_folder.FullName, "authorities.pem");
        File.WriteAllText(authorities, File.ReadAllText(_authority.Path) + company.ExportCertificatePem());
        var north = Opened(_authority.Issue("north", Name, 30), authorities);
        var south = Issued(between, [ClientAuthentication, ServerAuthentication]);
        Assert.False(north.Knows(south, null));
        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.Add(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.Build(south);
        Assert.True(north.Knows(south, chain));
    }

    /// <summary>One who may call and not be called, as the client of a service.</summary>
    [Fact]
    public void Knows_ACertificateForOneEndAlone_Not()
    {
        var north = Opened(_authority.Issue("north", Name, 30));
        Assert.False(north.Knows(Issued(ClientAuthentication), null));
        Assert.True(north.Knows(Issued(ClientAuthentication, ServerAuthentication), null));
    }

    [Fact]
    public void Own_FilesExchanged_IsTheNextOne_AndThatBeforeWhileTheyCannotBeRead()
    {
        var files = _authority.Issue("north", Name, 30);
        var north = Opened(files);
        var first = north.Own.Thumbprint;
        File.WriteAllText(files.Certificate, "half a file");
        Assert.Equal(first, north.Own.Thumbprint);
        _authority.Issue("north", Name, 60);
        var second = north.Own.Thumbprint;
        Assert.NotEqual(first, second);
        Assert.Equal(second, Shown(files).Thumbprint);
    }

    [Fact]
    public void Files_ThatWillNotDo_AreRefusedByTheirName()
    {
        var files = _authority.Issue("north", Name, 30);
        Refused("cannot be read", (Path.Combine(_folder.FullName, "nowhere.pem"), files.Key));
        Refused("cannot be read", (files.Certificate, _authority.Issue("south", Name, 30).Key));
        Refused("the name 'mote-silo' is not among its DNS names", _authority.Issue("guest", "another", 30));
        Refused("not from an authority", Authority("foreign").Issue("north", Name, 30));
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(files.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Refused("chmod 600", files);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1", ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private SiloAuthority Authority(string name) => SiloAuthority.Make(Path.Combine(_folder.FullName, name), 3_650, _clock);

    private SiloCertificates Opened((string Certificate, string Key) files, string? authorities = null) => new(
        new CertificateSettings { Path = files.Certificate, KeyPath = files.Key, AuthoritiesPath = authorities ?? _authority.Path, Name = Name }, _clock, NullLogger<SiloCertificates>.Instance);

    private void Refused(string expected, (string Certificate, string Key) files) =>
        Assert.Contains(expected, Assert.Throws<OptionsValidationException>(() => Opened(files)).Message, StringComparison.Ordinal);

    private static X509Certificate2 Shown((string Certificate, string Key) files) => X509Certificate2.CreateFromPem(File.ReadAllText(files.Certificate));

    private static OidCollection Usages(string[] usages)
    {
        var collection = new OidCollection();
        foreach (var usage in usages)
            collection.Add(new Oid(usage));
        return collection;
    }

    /// <summary>One of the same authority, made here.</summary>
    private X509Certificate2 Issued(params string[] usages)
    {
        using var authority = X509Certificate2.CreateFromPemFile(_authority.Path, Path.ChangeExtension(_authority.Path, ".key.pem"));
        return Issued(authority, usages);
    }

    /// <summary>One that may issue, by another or by itself.</summary>
    private X509Certificate2 Made(string name, X509Certificate2? by)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var (from, until) = (_clock.GetUtcNow().AddHours(-1), _clock.GetUtcNow().AddDays(2));
        if (by is null)
            return request.CreateSelfSigned(from, until);
        using var issued = request.Create(by, from, until, RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Issued(X509Certificate2 authority, string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=south", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Usages(usages), critical: false));
        return request.Create(authority, _clock.GetUtcNow().AddHours(-1), _clock.GetUtcNow().AddDays(1), RandomNumberGenerator.GetBytes(16));
    }
}
