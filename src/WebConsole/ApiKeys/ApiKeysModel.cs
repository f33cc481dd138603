using Mote.Grains.Contracts.Access;
using Mote.Protocol;

namespace Mote.WebConsole.ApiKeys;

/// <summary>The page of the API keys.</summary>
/// <param name="Keys">Those that there are.</param>
/// <param name="Caller">Who looks: what he lacks, he does not grant, and is not offered.</param>
public sealed record ApiKeysModel(IReadOnlyList<KnownApiKey> Keys, Caller Caller)
{
    /// <summary>The key that was made just now, shown this once; null for none.</summary>
    public MadeApiKey? Made { get; init; }

    /// <summary>What was done; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Why nothing was done; null at first.</summary>
    public string? Failure { get; init; }

    /// <summary>What was asked for and refused, to be mended and sent again.</summary>
    public NewApiKey? Asked { get; init; }
}
