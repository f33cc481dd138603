namespace Mote.Console.Access;

/// <summary>The callers whose API keys are configured. Thread-safe.</summary>
public interface ICallers
{
    /// <summary>Whose key that is; null if nobody's. Takes the same time whether it is known or not.</summary>
    /// <param name="key">The key as it was given.</param>
    Caller? Find(string key);

    /// <summary>Who has the key of that hash now; null if it is configured no more.</summary>
    /// <param name="sha256">SHA-256 of the key, hexadecimal.</param>
    Caller? Recall(string sha256);
}
