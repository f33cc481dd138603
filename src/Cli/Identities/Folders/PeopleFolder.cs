using Mote.Cli.Output;
using Mote.Grains.Contracts.Identities;

namespace Mote.Cli.Identities.Folders;

/// <summary>
/// The people of a folder: a folder of photos each, named as they are, or one photo each, named by its file name. What
/// begins with a dot is passed over.
/// </summary>
/// <param name="People">Who can be enrolled, in ordinal order.</param>
/// <param name="Refused">Who cannot, whatever the service says.</param>
/// <param name="OtherFiles">Files that are no photos by their names.</param>
internal sealed record PeopleFolder(IReadOnlyList<PersonPhotos> People, IReadOnlyList<RefusedPerson> Refused, int OtherFiles)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    /// <exception cref="UsageException">There is no such folder, or nobody is in it.</exception>
    public static PeopleFolder Read(string path)
    {
        if (!Directory.Exists(path))
            throw new UsageException($"There is no folder '{path}'.");
        (string Subject, string Entry, string[] Photos)[] named =
        [
            .. Visible(Directory.GetDirectories(path)).Select(folder => (Path.GetFileName(folder), folder, Visible(Directory.GetFiles(folder)).Where(IsPhoto).ToArray())),
            .. Visible(Directory.GetFiles(path)).Where(IsPhoto).Select(photo => (Path.GetFileNameWithoutExtension(photo), photo, new[] { photo })),
        ];
        if (named.Length == 0)
            throw new UsageException($"Nobody is in '{path}': give a folder that holds a folder of photos for each person, or a photo for each person.");

        List<PersonPhotos> people = [];
        List<RefusedPerson> refused = [];
        foreach (var person in named.GroupBy(entry => entry.Subject, StringComparer.Ordinal).OrderBy(person => person.Key, StringComparer.Ordinal))
        {
            var entries = person.ToArray();
            if (Fault(person.Key, entries.Select(entry => entry.Entry), entries[0].Photos) is { } fault)
                refused.Add(new RefusedPerson(person.Key, "", fault));
            else
                people.Add(new PersonPhotos(person.Key, [.. entries[0].Photos.Take(EnrolmentRequest.MostPhotos)], Math.Max(0, entries[0].Photos.Length - EnrolmentRequest.MostPhotos)));
        }

        return new PeopleFolder(people, refused, Visible(Directory.GetFiles(path)).Count(file => !IsPhoto(file)));
    }

    private static string? Fault(string subject, IEnumerable<string> entries, string[] photos)
    {
        string[] names = [.. entries.Select(entry => $"'{Path.GetFileName(entry)}'")];
        return !IdentityKey.IsName(subject) ? $"{IdentityCommands.NamingRule} Rename {names[0]}."
            : names.Length > 1 ? $"{string.Join(" and ", names)} are of one name: put the photos of a person into one folder."
            : photos.Length == 0 ? $"No JPEG, PNG or WebP file is in the folder {names[0]}: add one, or remove the folder."
            : null;
    }

    private static IEnumerable<string> Visible(string[] entries) =>
        entries.Where(entry => !Path.GetFileName(entry).StartsWith('.')).Order(StringComparer.Ordinal);

    private static bool IsPhoto(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
