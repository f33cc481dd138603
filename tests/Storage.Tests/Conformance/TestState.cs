namespace Mote.Storage.Tests.Conformance;

[GenerateSerializer, Alias("Mote.Storage.Tests.TestState")]
public sealed class TestState
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public byte[] Bytes { get; set; } = [];
}

/// <summary>Something else than <see cref="TestState"/>, for records that hold what a grain does not expect.</summary>
[GenerateSerializer, Alias("Mote.Storage.Tests.OtherState")]
public sealed class OtherState
{
    [Id(0)]
    public Guid Id { get; set; } = Guid.NewGuid();
}
