using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mote.Tests;

/// <summary>A real nginx before a silo: TLS, and the service under a prefix. Skips the running test where there is none.</summary>
public sealed class NginxProxy : IAsyncDisposable
{
    public const string Prefix = "/mote";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-nginx-");
    private readonly int _port = OwnPort.Take();
    private Process? _process;
    private string? _thumbprint;

    /// <summary>Whose address it tells.</summary>
    public static (string Key, string? Value) Trusted => ("Mote:Edge:TrustedProxies:0", "127.0.0.1");

    /// <summary>The service, by it.</summary>
    public Uri Address => new($"https://localhost:{_port}{Prefix}/");

    /// <summary>Starts one and waits until the silo answers by it.</summary>
    public static async Task<NginxProxy> Start(Uri silo, CancellationToken cancellationToken)
    {
        var proxy = new NginxProxy();
        try
        {
            await proxy.Run(silo, cancellationToken);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a certificate is its own.</summary>
    public bool IsOwn(X509Certificate? presented) => presented?.GetCertHashString() == _thumbprint;

    /// <summary>A caller who takes its certificate for right, and follows nothing.</summary>
    public HttpClient Caller(string? key)
    {
        var caller = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, presented, _, _) => IsOwn(presented), AllowAutoRedirect = false }) { BaseAddress = Address };
        if (key is not null)
            caller.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return caller;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task Run(Uri silo, CancellationToken cancellationToken)
    {
        using (var key = RSA.Create(2048))
        using (var own = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1)))
        {
            _thumbprint = own.Thumbprint;
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "own.pem"), own.ExportCertificatePem(), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "own.key"), key.ExportPkcs8PrivateKeyPem(), cancellationToken);
        }

        // What docs/service.md says, and where a process that is nobody's service keeps its files.
        var configuration = Path.Combine(_folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen 127.0.0.1:{{_port}} ssl;
                ssl_certificate own.pem;
                ssl_certificate_key own.key;
                client_max_body_size 100m;
                location {{Prefix}}/ {
                  proxy_pass {{silo}};
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_set_header X-Forwarded-Prefix {{Prefix}};
                }
              }
            }
            """, cancellationToken);
        _process = AzuriteServer.Start("nginx", ["-p", _folder.FullName, "-c", configuration]);
        var told = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(cancellationToken), _process.StandardError.ReadToEndAsync(cancellationToken));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        using var caller = Caller(null);
        while (!await Answers())
        {
            Assert.False(_process.HasExited, _process.HasExited ? string.Concat(await told) : null);
            await Task.Delay(50, limit.Token);
        }

        async Task<bool> Answers()
        {
            try
            {
                return (await caller.GetAsync("health/live", limit.Token)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
