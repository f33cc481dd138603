using System.Security.Cryptography.X509Certificates;

namespace Mote.Service.Access;

/// <summary>The callers who have API keys. Thread-safe.</summary>
public interface ICallers
{
    /// <summary>Whose key that is; null if nobody's, or not any more. Takes the same time whether it is known or not.</summary>
    /// <param name="key">The key as it was given.</param>
    KnownCaller? Find(string key);

    /// <summary>Whose client certificate that is, whose private key was proved in the handshake; null if nobody's, or not any more.</summary>
    /// <param name="certificate">The certificate.</param>
    KnownCaller? Find(X509Certificate2 certificate);

    /// <summary>Who has the key of that hash now; null if nobody, or not any more.</summary>
    /// <param name="sha256">SHA-256 of the key, hexadecimal.</param>
    KnownCaller? Recall(string sha256);
}
