namespace Mote.Storage.Tests.Conformance;

/// <summary>What a grain holds of its record.</summary>
public sealed class SampleGrainState(SampleState state) : IGrainState<SampleState>
{
    public SampleState State { get; set; } = state;

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }

    SampleState? IGrainState<SampleState>.State
    {
        get => State;
        set => State = value!;
    }
}
