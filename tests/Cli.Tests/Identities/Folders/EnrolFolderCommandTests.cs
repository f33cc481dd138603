using System.Text.Json;
using Mote.Cli.Output;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Cli.Tests.Identities.Folders;

/// <summary>With people who do not exist, against a silo of the models that come with Mote.</summary>
public sealed class EnrolFolderCommandTests(FolderSilo silo) : IDisposable, IClassFixture<FolderSilo>
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EnrollFolder_GoodAndBad_EnrolsTheGoodSaysTheBadAndSkipsNextTime()
    {
        foreach (var person in Enumerable.Range(1, 6))
        {
            Photograph($"people/person-{person}/1.jpg", person, 0);
            Photograph($"people/person-{person}/2.jpg", person, 1);
        }

        Photograph("people/alone.jpg", 7, 0);
        foreach (var photo in Enumerable.Range(0, 10))
            Photograph($"people/many/{photo}.jpg", 8, 0);
        Photograph("people/not valid.jpg", 9, 0);
        Photograph("people/mixed/1.jpg", 10, 0);
        Photograph("people/mixed/2.jpg", 11, 0);
        Photograph("people/mixed/3.jpg", 12, 0);
        _folder.Write("people/broken.jpg", "not a photo");
        _folder.Write("people/notes.txt", "not a photo either");

        var first = await Mote("enroll-folder", _folder["people"], "--json");

        Assert.Equal(ExitCode.Failed, first.ExitCode);
        string[] good = ["alone", "many", "person-1", "person-2", "person-3", "person-4", "person-5", "person-6"];
        Assert.Equal(good, Names(first.Json, "enrolled"));
        Assert.Empty(Names(first.Json, "skipped"));
        Assert.Equal(
            [("broken", "photo_unreadable"), ("mixed", "photos_disagree"), ("not valid", "")],
            first.Json.GetProperty("refused").EnumerateArray().Select(refused => (refused.GetProperty("subject").GetString()!, refused.GetProperty("code").GetString()!)));
        Assert.Equal(2, first.Json.GetProperty("photosLeftOut").GetProperty("many").GetInt32());
        Assert.Equal((1, JsonValueKind.Null), (first.Json.GetProperty("otherFiles").GetInt32(), first.Json.GetProperty("stoppedBecause").ValueKind));
        Assert.Equal(good, (await Listed()).Where(name => !IsOfTheCrowd(name)));
        Assert.Equal(ExitCode.Done, (await Mote("verify", "person-1", _folder["people/person-1/2.jpg"])).ExitCode);

        var again = await Mote("enroll-folder", _folder["people"]);

        Assert.Equal(ExitCode.Failed, again.ExitCode);
        Assert.Contains("Enrolled 0 in ", again.Output, StringComparison.Ordinal);
        Assert.Contains("Skipped, being enrolled already: 8. Refused: 3.\n  broken: ", again.Output, StringComparison.Ordinal);
        Assert.Contains("\n  not valid: A subject is named with", again.Output, StringComparison.Ordinal);
        Assert.Contains("\n  many: 2 photos more than an enrolment takes were left out.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnrollFolder_Stopped_SaysWhatIsLeftAndGoesOnWithIt()
    {
        const int People = 150;
        var photo = PortraitStudio.Take(Person.Of(9, 1), 0).Jpeg;
        Directory.CreateDirectory(_folder["crowd"]);
        foreach (var person in Enumerable.Range(0, People))
            await File.WriteAllBytesAsync(_folder[$"crowd/{person:D3}.jpg"], photo, TestContext.Current.CancellationToken);

        MoteProcess.Finished stopped;
        await using (var running = MoteProcess.Start([("MOTE_API_KEY", silo.Key)], "enroll-folder", _folder["crowd"], "--at-once", "2", "--json", "--address", silo.Address))
        {
            // With two at once, a third is there only after the command has heard of a first.
            while ((await Listed()).Count(IsOfTheCrowd) < 3)
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            stopped = await running.Stop();
        }

        Assert.Equal(ExitCode.Failed, stopped.ExitCode);
        Assert.Equal("Stopped.", stopped.Json.GetProperty("stoppedBecause").GetString());
        var (enrolled, left) = (Names(stopped.Json, "enrolled"), Names(stopped.Json, "left"));
        Assert.NotEmpty(enrolled);
        Assert.NotEmpty(left);
        Assert.Equal(People, enrolled.Length + left.Length);

        var rest = await Mote("enroll-folder", _folder["crowd"], "--json");

        Assert.True(rest.ExitCode == ExitCode.Done, rest.Errors);
        Assert.Empty(enrolled.Except(Names(rest.Json, "skipped")));
        Assert.Equal(People, Names(rest.Json, "skipped").Length + Names(rest.Json, "enrolled").Length);
    }

    [Fact]
    public async Task EnrollFolder_WhatConcernsEverybody_EndsItAtOnce()
    {
        Photograph("people/ann.jpg", 1, 0);
        Photograph("people/bob.jpg", 2, 0);

        var recipe = await Mote("enroll-folder", _folder["people"], "--recipe", "magic", "--json");
        Assert.Equal(ExitCode.Failed, recipe.ExitCode);
        Assert.Contains("The recipe is one of", recipe.Json.GetProperty("stoppedBecause").GetString(), StringComparison.Ordinal);
        Assert.Equal(["ann", "bob"], Names(recipe.Json, "left"));
        Assert.Empty(Names(recipe.Json, "refused"));

        var key = await MoteProcess.Run([("MOTE_API_KEY", "wrong")], "enroll-folder", _folder["people"], "--address", silo.Address);
        Assert.Equal((ExitCode.Failed, true), (key.ExitCode, key.Errors.Contains("API key", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Usage, (await Mote("enroll-folder", _folder["nowhere"])).ExitCode);
    }

    /// <summary>Numbers are the names of one test's people, and of nobody else.</summary>
    private static bool IsOfTheCrowd(string name) => char.IsAsciiDigit(name[0]);

    private async Task<IEnumerable<string>> Listed() => (await Mote("list", "--json")).Json.EnumerateArray().Select(subject => subject.GetString()!);

    private static string[] Names(JsonElement result, string list) => [.. result.GetProperty(list).EnumerateArray().Select(name => name.GetString()!)];

    private void Photograph(string file, int person, int photo)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
        File.WriteAllBytes(_folder[file], PortraitStudio.Take(Person.Of(9, person), photo).Jpeg);
    }

    private Task<MoteProcess.Finished> Mote(params string[] arguments) => MoteProcess.Run([("MOTE_API_KEY", silo.Key)], [.. arguments, "--address", silo.Address]);
}
