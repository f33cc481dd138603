using System.Diagnostics;
using Azure.Storage.Blobs;
using Orleans.Hosting;

namespace Mote.Reach;

/// <summary>A container of a blob store. What is asked of it goes over HTTP, and is counted where it leaves.</summary>
internal sealed class BlobStore : ReachStore, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly string _connection;
    private readonly string _container = $"reach-{Guid.NewGuid():N}";
    private readonly IDisposable _subscription;
    private IDisposable? _listening;
    private long _bytes;
    private long _requests;

    public BlobStore(string connection)
    {
        _connection = connection;
        _subscription = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public override string Name => "blob";

    public override string Unit => "requests";

    public override void AddTo(ISiloBuilder silo, string name) => silo.AddMoteBlobGrainStorage(name, options => (options.ConnectionString, options.ContainerName) = (_connection, _container));

    public override void Begin() => (_bytes, _requests) = (0, 0);

    public override (long Bytes, long Later, long Times) End() => (Interlocked.Read(ref _bytes), 0, Interlocked.Read(ref _requests));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
            _listening = value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != "System.Net.Http.HttpRequestOut.Start" || value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is not HttpRequestMessage request)
            return;
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, request.Content?.Headers.ContentLength ?? 0);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        _listening?.Dispose();
        _subscription.Dispose();
        await new BlobContainerClient(_connection, _container).DeleteIfExistsAsync();
    }
}
