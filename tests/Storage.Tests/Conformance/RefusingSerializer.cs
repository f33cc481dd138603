using Orleans.Storage;

namespace Mote.Storage.Tests.Conformance;

/// <summary>Writes like the real one and can read nothing, as a version that has forgotten a type.</summary>
internal sealed class RefusingSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => TestStorages.Serializer.Serialize(input);

    public T? Deserialize<T>(BinaryData input) => throw new FormatException("unknown type");
}
