using System.Text.Json.Serialization;

namespace Mote.Vision.Embedding;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EmbedderManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
