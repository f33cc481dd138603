using System.Text.Json.Serialization;

namespace Mote.WebConsole.Privacy;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrivacyReport))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
