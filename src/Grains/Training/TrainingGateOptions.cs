using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Training;

/// <summary>How many networks a silo trains at once, and how many enrolments may wait.</summary>
public sealed class TrainingGateOptions
{
    /// <summary>
    /// Networks trained at once, 1 to 64; by default half the cores, at least one, so that verification keeps the others.
    /// </summary>
    [Range(1, 64, ErrorMessage = "Mote:TrainingGate:Concurrency is 1 to 64: fewer than there are cores.")]
    public int Concurrency { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Enrolments that may wait, 0 to 4096, 256 by default; one more is answered <c>overloaded</c>.</summary>
    [Range(0, 4096, ErrorMessage = "Mote:TrainingGate:QueueLimit is 0 to 4096.")]
    public int QueueLimit { get; set; } = 256;

    /// <summary>
    /// Enrolments of the recipe <c>compact</c> trained together when several wait, 1 to 64, 16 by default; 1 trains one after
    /// another. The first of a batch is answered once all of it are trained, some milliseconds later than alone.
    /// </summary>
    [Range(1, 64, ErrorMessage = "Mote:TrainingGate:BatchSize is 1 to 64.")]
    public int BatchSize { get; set; } = 16;
}
