using Mote.Cli.Output;
using Mote.Evaluation.Protocol;

namespace Mote.Cli.Photos;

/// <summary>Finds the photos of a labels file (<see cref="LabelFile"/>) below a folder. Lines whose photo is not there are passed over.</summary>
internal static class LabelledPhotos
{
    /// <param name="folder">The photos.</param>
    /// <param name="labels">The CSV file.</param>
    /// <param name="groupColumn">The column of the attribute group.</param>
    /// <exception cref="UsageException">The folder is missing, or there is no photo.</exception>
    /// <exception cref="EvaluationSetException">The labels are not what they must be; the message names the line.</exception>
    public static IReadOnlyList<LabelledPhoto> Read(string folder, string labels, string groupColumn)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}': --photos names the folder of the photos.");

        var read = LabelFile.Read(labels, groupColumn, ofEmbeddings: false);
        LabelledPhoto[] photos = [.. read
            .Select(label => new LabelledPhoto(Path.Combine(folder, label.Image), label.Identity, label.Group, label.Partition))
            .Where(photo => File.Exists(photo.Path))];
        return photos.Length > 0 ? photos : throw new UsageException($"None of the {read.Count} photos of '{labels}' is in '{folder}'.");
    }
}
