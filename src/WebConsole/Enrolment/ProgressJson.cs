using System.Text.Json.Serialization;

namespace Mote.WebConsole.Enrolment;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EnrolmentProgress))]
internal sealed partial class ProgressJson : JsonSerializerContext;
