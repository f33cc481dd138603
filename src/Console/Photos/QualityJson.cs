using System.Text.Json.Serialization;

namespace Mote.Console.Photos;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QualityHint))]
internal sealed partial class QualityJson : JsonSerializerContext;
