using System.Text.Json.Serialization;

namespace Mote.Console.Enrolment;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EnrolmentProgress))]
internal sealed partial class ProgressJson : JsonSerializerContext;
