using System.Text.Json.Serialization;

namespace Mote.Console.Privacy;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrivacyReport))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
