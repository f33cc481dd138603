namespace Mote.Cli.Photos;

/// <summary>
/// Reads photos and their labels: a CSV file with a header that names the columns <c>image</c> (a path below the folder),
/// <c>identity</c>, <c>partition</c> and one for the attribute group; no value holds a comma. Rows whose photo is not there
/// are passed over.
/// </summary>
internal static class LabelledPhotos
{
    /// <param name="folder">The photos.</param>
    /// <param name="labels">The CSV file.</param>
    /// <param name="groupColumn">The column of the attribute group.</param>
    /// <exception cref="UsageException">A file, a column or a value is missing; the message names the line.</exception>
    public static IReadOnlyList<LabelledPhoto> Read(string folder, string labels, string groupColumn)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}': --photos names the folder of the photos.");
        if (!File.Exists(labels))
            throw new UsageException($"There is no file '{labels}': --labels names the CSV file that says who is on each photo.");

        var lines = File.ReadAllLines(labels);
        if (lines.Length == 0)
            throw new UsageException($"'{labels}' is empty: its first line names the columns image, identity, {groupColumn}, partition.");
        var header = lines[0].Split(',', StringSplitOptions.TrimEntries);
        int[] columns = [.. new[] { "image", "identity", groupColumn, "partition" }.Select(name => Array.IndexOf(header, name) is >= 0 and var column
            ? column
            : throw new UsageException($"'{labels}' has no column '{name}', only {string.Join(", ", header)}."))];

        var photos = new List<LabelledPhoto>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var inCohort = new Dictionary<string, bool>(StringComparer.Ordinal);
        for (var line = 1; line < lines.Length; line++)
        {
            if (string.IsNullOrWhiteSpace(lines[line]))
                continue;
            var values = lines[line].Split(',', StringSplitOptions.TrimEntries);
            if (values.Length != header.Length || columns.Any(column => values[column].Length == 0))
                throw new UsageException($"'{labels}', line {line + 1}: {header.Length} values are expected, none of image, identity, {groupColumn} and partition empty.");
            var photo = new LabelledPhoto(Path.Combine(folder, values[columns[0]]), values[columns[1]], values[columns[2]], values[columns[3]]);
            if (!seen.Add(photo.Path))
                throw new UsageException($"'{labels}', line {line + 1}: '{values[columns[0]]}' was named before, and each photo is named once.");
            // Somebody the cohort knows would be no stranger to it, and every figure about them too good.
            if (photo.Use != PhotoUse.None && inCohort.TryAdd(photo.Identity, photo.Use == PhotoUse.Cohort) is false && inCohort[photo.Identity] != (photo.Use == PhotoUse.Cohort))
                throw new UsageException($"'{labels}', line {line + 1}: '{photo.Identity}' is in the cohort and among those who are enrolled, and nobody may be in both.");
            if (File.Exists(photo.Path))
                photos.Add(photo);
        }

        return photos.Count > 0 ? photos : throw new UsageException($"None of the {lines.Length - 1} photos of '{labels}' is in '{folder}'.");
    }
}
