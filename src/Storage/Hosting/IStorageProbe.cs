namespace Mote.Storage.Hosting;

/// <summary>Tells whether the state store answers, by real input and output. Thread-safe.</summary>
public interface IStorageProbe
{
    /// <summary>Completes if the store answers.</summary>
    /// <exception cref="Records.RecordStoreException">It does not; the message says what to do about it.</exception>
    Task Check(CancellationToken cancellationToken);
}
