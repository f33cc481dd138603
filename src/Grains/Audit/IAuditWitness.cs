using Mote.Grains.Contracts.Audit;

namespace Mote.Grains.Audit;

/// <summary>Is told of every head of a chain that is stored, to note some of them elsewhere. It returns at once and throws nothing. Thread-safe.</summary>
public interface IAuditWitness
{
    /// <summary>The chain has this entry as its last.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="sequence">The entry.</param>
    /// <param name="hash">Its hash.</param>
    void See(AuditWriterKey chain, long sequence, ReadOnlyMemory<byte> hash);
}
