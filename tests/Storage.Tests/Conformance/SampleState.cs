namespace Mote.Storage.Tests.Conformance;

[GenerateSerializer]
[Alias("Mote.Storage.Tests.SampleState")]
public sealed class SampleState
{
    [Id(0)]
    public string Text { get; set; } = "fresh";

    [Id(1)]
    public byte[] Sealed { get; set; } = [];
}
