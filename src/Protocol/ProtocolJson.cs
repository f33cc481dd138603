using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>Source-generated JSON of everything on the wire: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(IdentityPage))]
[JsonSerializable(typeof(Verification))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(EnrolmentOperation))]
[JsonSerializable(typeof(KeyRotation))]
[JsonSerializable(typeof(IReadOnlyList<MasterKeyVersion>))]
[JsonSerializable(typeof(ExclusionTarget))]
[JsonSerializable(typeof(Exclusion))]
[JsonSerializable(typeof(ReenrolmentSelection))]
[JsonSerializable(typeof(ReenrolmentJob))]
[JsonSerializable(typeof(Fairness))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditCheck))]
[JsonSerializable(typeof(AuditNotes))]
[JsonSerializable(typeof(IReadOnlyList<KnownApiKey>))]
[JsonSerializable(typeof(NewApiKey))]
[JsonSerializable(typeof(MadeApiKey))]
[JsonSerializable(typeof(ApiKeyLimits))]
[JsonSerializable(typeof(IReadOnlyList<KnownRealm>))]
[JsonSerializable(typeof(NewRealm))]
[JsonSerializable(typeof(MadeRealm))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
