using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mote.Attacks.Libraries;

/// <summary>Rows as Microsoft.ML reads them.</summary>
internal static class Examples
{
    /// <summary>The column of the vectors.</summary>
    public const string Features = nameof(Example.Features);

    /// <summary>The column of the classes.</summary>
    public const string Label = nameof(Example.Label);

    // Another generator goes to each trainer of one context, so each model has a context to itself.
    public static MLContext Context() => new(seed: 1);

    /// <summary>Rows with their class.</summary>
    public static IDataView View(MLContext context, IReadOnlyList<float[]> rows, IReadOnlyList<float>? signs = null)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        return context.Data.LoadFromEnumerable([.. rows.Select((row, i) => new Example { Features = row, Label = signs is not null && signs[i] > 0 })], schema);
    }

    /// <summary>What a model says to each row.</summary>
    public static float[] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float>("Score")];

    private sealed class Example
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
