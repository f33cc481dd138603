namespace Mote.Evaluation.Privacy;

/// <summary>What a network says to the faces of a public bank, which enter as the embedder gives them.</summary>
internal static class BankResponses
{
    private const int Quantiles = 16;

    /// <summary>The margin of each face of the bank, then how margins are distributed.</summary>
    public static float[] Of(HeldTemplate template, IReadOnlyList<float[]> bank)
    {
        float[] margins = [.. bank.Select(template.Margin)];
        float[] sorted = [.. margins.Order()];
        return [.. margins, .. Enumerable.Range(0, Quantiles).Select(i => sorted[i * (sorted.Length - 1) / (Quantiles - 1)])];
    }
}
