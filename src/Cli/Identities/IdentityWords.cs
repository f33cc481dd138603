using System.Globalization;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary>An enrolled person as people say it.</summary>
internal static class IdentityWords
{
    public static string Of(Identity identity)
    {
        var line = $"{identity.Subject}: version {identity.Version}, recipe {identity.Recipe}, {identity.WeightBytes} bytes of weights, false-match bound {DecisionWords.Rate(identity.TargetFalseMatchRate)}.";
        if (identity.LockedUntil is { } until)
            line += string.Create(CultureInfo.InvariantCulture, $"\nLOCKED until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: too many photos in a row did not match. 'mote unlock' lifts it.");
        return identity.Certificate is { } certificate ? $"{line}\n{CertificateWords.Of(certificate)}" : line;
    }
}
