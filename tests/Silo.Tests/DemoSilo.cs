using Microsoft.AspNetCore.Builder;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Silo.Tests;

/// <summary>A real silo with the models that come with Mote, over real HTTP, and people who do not exist.</summary>
public sealed class DemoSilo : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-demo-silo-");
    private WebApplication? _app;

    public HttpClient Http { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    public HttpClient Nobody { get; private set; } = null!;

    public static byte[] Photo(int person, int photo) => PortraitStudio.Take(Person.Of(Populations.Demo, person), photo).Jpeg;

    public async ValueTask InitializeAsync()
    {
        _app = RunningSilo.Build(RunningSilo.DemoSettings(Path.Combine(_folder.FullName, "mote.db")), "Demo");
        await _app.StartAsync();
        (Http, Other, Nobody) = (RunningSilo.Caller(_app), RunningSilo.Caller(_app, RunningSilo.OtherKey), RunningSilo.Caller(_app, null));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in new[] { Http, Other, Nobody })
            caller?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
