using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Cli.Demo;

/// <summary>Takes photos of people who do not exist, and leaves them in a folder as a camera would.</summary>
internal static class SyntheticPeople
{
    // The one a person is enrolled from, and three to try.
    private const int PhotosEach = 4;

    // Populations of the demo lie apart by this, so that no seed meets those the models learnt from.
    private const ulong Apart = 100;

    public static async Task<DemoMaterial> Photograph(string folder, DemoOptions options, Screen screen, CancellationToken stop)
    {
        var bundled = BundledModels.Find();
        var population = Populations.Demo + Apart * (options.Seed - 1);
        LabelledPhoto[] photos =
        [
            .. Enumerable.Range(0, options.People * PhotosEach).Select(i => Label(i / PhotosEach, i % PhotosEach)),
            .. Enumerable.Range(options.People, options.Strangers).Select(stranger => Label(stranger, 0)),
        ];
        await screen.Progress($"Photographing {options.People + options.Strangers} people who do not exist", async progress =>
        {
            var done = 0;
            await Parallel.ForAsync(0, photos.Length, stop, async (i, cancelled) =>
            {
                var (person, photo) = i < options.People * PhotosEach ? (i / PhotosEach, i % PhotosEach) : (i - options.People * (PhotosEach - 1), 0);
                await File.WriteAllBytesAsync(photos[i].Path, PortraitStudio.Take(Person.Of(population, person), photo).Jpeg, cancelled);
                progress.Report((double)Interlocked.Increment(ref done) / photos.Length);
            });
            return done;
        });

        var plan = new DemoPlan(
            [.. photos.Where(photo => photo.Use == PhotoUse.Reference).Take(options.People)],
            [.. photos.Where(photo => photo.Use == PhotoUse.Probe)],
            [.. photos.Where(photo => photo.Use == PhotoUse.Reference).Skip(options.People)]);
        return new DemoMaterial(bundled.Files, bundled.Cohort, [], plan, folder, AreSynthetic: true);

        LabelledPhoto Label(int person, int photo) => new(
            Path.Combine(folder, $"person-{person + 1:D3}-{photo + 1}.jpg"), $"person-{person + 1:D3}", $"{Person.Of(population, person).Group}", photo == 0 ? "enrol" : "probe");
    }
}
