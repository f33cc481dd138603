using System.Text.Json.Serialization;

namespace Mote.WebConsole.Photos;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QualityHint))]
internal sealed partial class QualityJson : JsonSerializerContext;
