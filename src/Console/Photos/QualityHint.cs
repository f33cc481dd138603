using System.Text.Json.Serialization;

namespace Mote.Console.Photos;

/// <summary>What is to be said about a picture before it is taken.</summary>
/// <param name="IsGood">Whether it would be accepted.</param>
/// <param name="Message">That, or what to do.</param>
/// <param name="Measures">What was measured, where there is one face.</param>
internal sealed record QualityHint(bool IsGood, string Message, IReadOnlyList<QualityMeasure> Measures);

/// <summary>One measured quality.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsGood">Whether it is within its bounds.</param>
internal sealed record QualityMeasure(string Name, bool IsGood);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QualityHint))]
internal sealed partial class QualityJson : JsonSerializerContext;
