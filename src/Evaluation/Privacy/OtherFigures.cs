using System.Text.Json;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Privacy;

/// <summary>Figures for <see cref="PrivacyFigures.Others"/>.</summary>
internal static class OtherFigures
{
    /// <summary>Those that there are.</summary>
    public static Dictionary<string, JsonElement> Of(params (string Name, object? Value)[] figures) => figures
        .Where(figure => figure.Value is not null)
        .ToDictionary(figure => figure.Name, figure => JsonSerializer.SerializeToElement(figure.Value, figure.Value!.GetType()));
}
