using System.Text.Json;
using System.Text.Json.Nodes;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Places;
using Mote.Golden.Tests.Silos;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Tests;

namespace Mote.Golden.Tests.Making;

/// <summary>Makes the golden stores of a version, once.</summary>
internal static class Maker
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    public static async Task<int> Run(string name)
    {
        using var ended = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) => { press.Cancel = true; ended.Cancel(); };
        var version = new GoldenVersion(name);
        if (Directory.Exists(version.Folder))
        {
            Console.Error.WriteLine($"'{version.Folder}' is there already: golden stores are made once, and stay as they are. Name another version.");
            return 1;
        }

        try
        {
            await Make(version, ended.Token);
            return 0;
        }
        catch
        {
            // Half a version is none.
            Directory.Delete(version.Folder, recursive: true);
            throw;
        }
    }

    private static async Task Make(GoldenVersion version, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(version.KeyFile(1))!);
        foreach (var number in new[] { 1, 2 })
        {
            using var key = MasterKey.Generate(number);
            await File.WriteAllTextAsync(version.KeyFile(number), key.Export() + "\n", stop);
        }

        Console.WriteLine("cohort");
        TailCalibration.Calibrate(CohortPack.Load(Path.Combine(GoldenModels.Shipped, "mote-demo.cohort")), Recipe.Paper, TailCalibration.DefaultSubjects(Recipe.Paper), 1, null, stop)
            .Save(version.Cohort);

        var album = new Album();
        var made = new Dictionary<string, DateTimeOffset>();
        await using var azurite = await AzuriteServer.StartAsync(stop);
        foreach (var provider in StorePlace.Providers)
        {
            Console.WriteLine(provider);
            await using var deployment = new Deployment(provider, version.Models, version.Cohort, azurite);
            await new StoreMaking(deployment, album, stop).Run(version.Key(1), version.Key(2));
            await deployment.Pack(version.StoreFile(provider), stop);
            made[provider] = TimeProvider.System.GetUtcNow();
        }

        album.Save(version.PhotoFolder);
        foreach (var provider in StorePlace.Providers)
            await Note(version, provider, made[provider], album, azurite, stop);
        Manifest.Of(version).Save(version);
    }

    /// <summary>Opens a copy of what was made and notes what it answers.</summary>
    private static async Task Note(GoldenVersion version, string provider, DateTimeOffset made, Album album, AzuriteServer azurite, CancellationToken stop)
    {
        await using var copy = await version.Restore(provider, azurite, stop);
        await using var silo = await copy.Start(new ClockFrom(made), null, stop);
        var answers = new JsonObject { ["made"] = made };
        foreach (var realm in Realm.All)
            answers[realm] = await Questions.Ask(silo.Operator(realm), Questions.Routes(Cast.All.Where(person => person.Realm == realm).Select(person => person.Name)), stop);
        await File.WriteAllTextAsync(version.AnswersFile(provider), answers.ToJsonString(Readable) + "\n", stop);

        await silo.Operator().Client.UnlockAsync(Cast.Locked, stop);
        Decision.Save(version.DecisionsFile(provider), await Questions.Decide(silo, Cast.All.Select(person => (person.Realm, person.Name)), album.Photos, stop));
    }
}
