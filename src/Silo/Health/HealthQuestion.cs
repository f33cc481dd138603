using Mote.Silo.Hosting;

namespace Mote.Silo.Health;

/// <summary>
/// <c>Mote.Silo health</c>: asks the silo that runs with the same settings how it is. For a container, in which there is no
/// other program to ask with.
/// </summary>
internal static class HealthQuestion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Whether these arguments ask, and start no silo.</summary>
    public static bool IsAsked(string[] args) => args is ["health", ..];

    /// <summary>Asks, and says what was answered.</summary>
    /// <param name="args"><c>health</c>, then <c>live</c> or, without a word, <c>ready</c>; then settings, as the silo has them.</param>
    /// <param name="says">Where the answer is written.</param>
    /// <returns>0 if it is well, 1 if it is not or does not answer, 2 where that cannot be asked.</returns>
    public static async Task<int> Ask(string[] args, TextWriter says)
    {
        var what = args is [_, "live" or "ready", ..] ? args[1] : "ready";
        var configuration = WebApplication.CreateBuilder([.. args.Where(argument => argument.StartsWith("--", StringComparison.Ordinal))]).Configuration;
        if (Address(configuration) is not { } address)
        {
            await says.WriteLineAsync("No setting says where the silo listens: give 'urls', as the silo has it.");
            return 2;
        }

        using var caller = OwnAddress.Caller(BindingAddress.Parse(address), configuration);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var answer = await caller.GetAsync(new Uri($"/health/{what}", UriKind.Relative), patience.Token);
            await says.WriteLineAsync(await answer.Content.ReadAsStringAsync(patience.Token));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            await says.WriteLineAsync($"The silo does not answer at '{address}': {failure.Message}");
            return 1;
        }
    }

    private static string? Address(ConfigurationManager configuration) =>
        (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>())
            .FirstOrDefault();
}
