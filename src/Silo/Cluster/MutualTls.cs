using System.Net.Security;
using Orleans.Connections.Security;

namespace Mote.Silo.Cluster;

/// <summary>Has what silos say to each other encrypted, and either end show who it is before anything is said.</summary>
internal static class MutualTls
{
    public static void UseMutualTls(this ISiloBuilder silo, CertificateSettings settings)
    {
        // Orleans wants to be told how before there are services; who shows what is known once there are.
        SiloCertificates? opened = null;
        silo.Services.AddSingleton(provider => opened = new SiloCertificates(settings, TimeProvider.System, provider.GetRequiredService<ILogger<SiloCertificates>>()));
        silo.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, CertificateLoading>());
        silo.UseTls(options =>
        {
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            // What this silo shows where it calls: to require one means, to Orleans 10.4, one that never changes.
            options.ClientCertificateMode = RemoteCertificateMode.AllowCertificate;
            options.LocalServerCertificateSelector = (_, _) => opened!.Own;
            options.LocalClientCertificateSelector = (_, _, _, _, _) => opened!.Own;
            options.RemoteCertificateValidation = (certificate, chain, _) => opened!.Knows(certificate, chain);
            // With those between it and the authority, which a selector cannot give.
            options.OnAuthenticateAsServer = (_, asked) =>
            {
                var server = (SslServerAuthenticationOptions)asked.SslServerAuthenticationOptions;
                (server.ServerCertificateSelectionCallback, server.ServerCertificateContext) = (null, opened!.Shown);
            };
            options.OnAuthenticateAsClient = (_, asking) =>
            {
                var client = (SslClientAuthenticationOptions)asking.SslClientAuthenticationOptions;
                (client.LocalCertificateSelectionCallback, client.ClientCertificateContext, client.TargetHost) = (null, opened!.Shown, opened.Name);
            };
        });
    }

    /// <summary>Opens the files before the silo starts, so that one that will not do is refused by its name.</summary>
    private sealed class CertificateLoading(SiloCertificates certificates) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(certificates.Own);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
