using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary>An enrolled person as people say it.</summary>
internal static class IdentityWords
{
    public static string Of(Identity identity)
    {
        var line = $"{identity.Subject}: version {identity.Version}, recipe {identity.Recipe}, {identity.WeightBytes} bytes of weights, false-match bound {DecisionWords.Rate(identity.TargetFalseMatchRate)}.";
        return identity.Certificate is { } certificate ? $"{line}\n{CertificateWords.Of(certificate)}" : line;
    }
}
