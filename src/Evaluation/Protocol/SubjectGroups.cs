using nietras.SeparatedValues;

namespace Mote.Evaluation.Protocol;

/// <summary>
/// Reads which attribute group somebody is of: a CSV file with a header that names the column <c>identity</c> and one for the
/// group, beside any others. The labels of an evaluation are such a file.
/// </summary>
public static class SubjectGroups
{
    /// <summary>The group of everybody in the file whose group is not empty.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="groupColumn">The column of the attribute group.</param>
    /// <exception cref="EvaluationSetException">The file or a column is missing, or somebody is of two groups; the message names the line.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, string groupColumn)
    {
        if (!File.Exists(path))
            throw new EvaluationSetException($"There is no file '{path}': --labels names the CSV file that says which group people are of.");
        using var reader = Sep.New(',').Reader(options => options with { Unescape = true, Trim = SepTrim.All }).FromFile(path);
        string[] header = reader.Header.IsEmpty ? [] : [.. reader.Header.ColNames.Select(name => name.Trim())];
        int[] columns = [.. new[] { "identity", groupColumn }.Select(name => Array.IndexOf(header, name) is >= 0 and var column
            ? column
            : throw new EvaluationSetException($"'{path}' has no column '{name}', only {string.Join(", ", header)}."))];

        Dictionary<string, string> groups = new(StringComparer.Ordinal);
        foreach (var line in reader)
        {
            var (subject, group) = (line[columns[0]].ToString(), line[columns[1]].ToString());
            if (group.Length > 0 && !groups.TryAdd(subject, group) && groups[subject] != group)
                throw new EvaluationSetException($"'{path}', line {line.LineNumberFrom}: '{subject}' is of group '{group}' here and of '{groups[subject]}' before.");
        }

        return groups;
    }
}
