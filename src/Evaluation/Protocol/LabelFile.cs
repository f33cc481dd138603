using System.Globalization;
using nietras.SeparatedValues;

namespace Mote.Evaluation.Protocol;

/// <summary>
/// Reads who is on which photo: a CSV file with a header that names the columns <c>image</c>, <c>identity</c>,
/// <c>partition</c> and one for the attribute group, in any order and beside any others. A column <c>row</c>, where there is
/// one, says which embedding belongs to the photo; otherwise they are in the order of the lines. Embeddings need no image's name.
/// </summary>
public static class LabelFile
{
    private const string ImageColumn = "image";
    private const string RowColumn = "row";

    /// <summary>The labels of a file, in the order of its lines.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="groupColumn">The column of the attribute group.</param>
    /// <param name="ofEmbeddings">Whether the column <c>row</c> numbers embeddings; false where photos are read, which need no numbers.</param>
    /// <exception cref="EvaluationSetException">The file, a column or a value is missing, or a person is in the cohort and among the subjects; the message names the line.</exception>
    public static IReadOnlyList<Label> Read(string path, string groupColumn, bool ofEmbeddings = true)
    {
        if (!File.Exists(path))
            throw new EvaluationSetException($"There is no file '{path}': --labels names the CSV file that says who is on each photo.");

        using var reader = Sep.New(',').Reader(options => options with { Unescape = true, Trim = SepTrim.All, DisableColCountCheck = true }).FromFile(path);
        if (reader.Header.IsEmpty)
            throw new EvaluationSetException($"'{path}' is empty: its first line names the columns image, identity, {groupColumn}, partition.");
        List<string> header = [.. reader.Header.ColNames.Select(name => name.Trim())];
        int[] columns = [.. new[] { "identity", groupColumn, "partition" }.Select(name => header.IndexOf(name) is >= 0 and var column
            ? column
            : throw new EvaluationSetException($"'{path}' has no column '{name}', only {string.Join(", ", header)}."))];
        var (images, numbers) = (header.IndexOf(ImageColumn), ofEmbeddings ? header.IndexOf(RowColumn) : -1);
        if (images < 0 && !ofEmbeddings)
            throw new EvaluationSetException($"'{path}' has no column '{ImageColumn}', which names the photos, only {string.Join(", ", header)}.");

        var labels = new List<Label>();
        var check = new LabelCheck(path);
        foreach (var line in reader)
        {
            if (line.Span.IsWhiteSpace())
                continue;
            if (line.ColCount != header.Count)
                throw Incomplete(line.LineNumberFrom);
            string[] values = [line[columns[0]].ToString(), line[columns[1]].ToString(), line[columns[2]].ToString()];
            var image = images < 0 ? "" : line[images].ToString();
            if (values.Any(string.IsNullOrWhiteSpace) || (!ofEmbeddings && string.IsNullOrWhiteSpace(image)))
                throw Incomplete(line.LineNumberFrom);
            var row = labels.Count;
            if (numbers >= 0 && !int.TryParse(line[numbers].Span, NumberStyles.None, CultureInfo.InvariantCulture, out row))
                throw new EvaluationSetException($"'{path}', line {line.LineNumberFrom}: the column '{RowColumn}' holds the number of an embedding, from 0.");
            var label = new Label(row, string.IsNullOrWhiteSpace(image) ? $"{RowColumn} {row}" : image, values[0], values[1], values[2]);
            check.Add(label, line.LineNumberFrom);
            labels.Add(label);
        }

        return labels;

        EvaluationSetException Incomplete(int number) =>
            new($"'{path}', line {number}: {header.Count} values are expected, none of {(ofEmbeddings ? "" : "image, ")}identity, {groupColumn} and partition empty.");
    }
}
