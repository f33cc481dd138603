using System.Globalization;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Service.Credentials;

/// <summary>What both edges answer where too many credentials were refused.</summary>
public static class TooMany
{
    /// <summary>The refusal.</summary>
    /// <param name="wait">How long it is not worth trying again.</param>
    public static MoteException Refusal(TimeSpan wait) => new(
        ProblemCode.TooManyAttempts,
        string.Create(CultureInfo.InvariantCulture, $"Too many keys that are not known here, or not at that door, came from this address, or this one too often: wait {Math.Ceiling(wait.TotalSeconds)} seconds, then send the right one."))
    {
        RetryAfter = wait,
    };
}
