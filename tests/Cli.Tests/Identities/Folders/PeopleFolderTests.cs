using Mote.Cli.Identities.Folders;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Identities.Folders;

public sealed class PeopleFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_FoldersAndPhotos_AreOnePersonEachInOrder()
    {
        foreach (var file in new[] { "zoe/2.JPG", "zoe/1.webp", "zoe/notes.txt", "ann.jpeg", "b.o-b_1.png", "list.csv", ".hidden/1.jpg", ".ds.jpg" })
            _folder.Write(file);
        foreach (var photo in Enumerable.Range(0, 11))
            _folder.Write($"many/{photo:D2}.jpg");

        var read = PeopleFolder.Read(_folder.Root);

        Assert.Equal(["ann", "b.o-b_1", "many", "zoe"], read.People.Select(person => person.Subject));
        Assert.Equal([_folder["zoe/1.webp"], _folder["zoe/2.JPG"]], read.People[3].Photos);
        Assert.Equal((8, 3, "07.jpg"), (read.People[2].Photos.Count, read.People[2].LeftOut, Path.GetFileName(read.People[2].Photos[^1])));
        Assert.Equal((0, 1), (read.Refused.Count, read.OtherFiles));
    }

    [Fact]
    public void Read_NamesThatAreNoneAndFoldersWithoutPhotos_AreRefusedWithWhatToDo()
    {
        foreach (var file in new[] { "not valid/1.jpg", "twice/1.jpg", "twice.png", "twins.jpg", "twins.png", "empty/notes.txt", "ann.jpg" })
            _folder.Write(file);

        var read = PeopleFolder.Read(_folder.Root);

        Assert.Equal("ann", Assert.Single(read.People).Subject);
        Assert.Equal(
            [
                ("empty", "No JPEG, PNG or WebP file is in the folder 'empty': add one, or remove the folder."),
                ("not valid", "A subject is named with 1 to 128 of the characters A-Z a-z 0-9 . _ - and is neither '.' nor '..'. Rename 'not valid'."),
                ("twice", "'twice' and 'twice.png' are of one name: put the photos of a person into one folder."),
                ("twins", "'twins.jpg' and 'twins.png' are of one name: put the photos of a person into one folder."),
            ],
            read.Refused.Select(person => (person.Subject, person.Reason)));
    }

    [Fact]
    public void Read_NoFolderOrNobody_IsWrongUse()
    {
        Assert.Contains("There is no folder", Assert.Throws<UsageException>(() => PeopleFolder.Read(_folder["none"])).Message, StringComparison.Ordinal);
        _folder.Write("notes.txt");
        Assert.Contains("Nobody is in", Assert.Throws<UsageException>(() => PeopleFolder.Read(_folder.Root)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
