using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Cli.Tests.Network;

/// <summary>Labelled photos of people who do not exist, few enough to be quick and enough for a cohort.</summary>
public sealed class DrawnPhotos : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _labels;

    public DrawnPhotos() => _labels = new(Draw);

    public string Folder => _folder.Root;

    /// <summary>The table of the photos, which are taken when it is first asked for.</summary>
    public string Labels => _labels.Value;

    public void Dispose() => _folder.Dispose();

    private string Draw()
    {
        // People and photos each.
        (string Partition, int People, int Photos)[] parts = [("cohort-train", 30, 3), ("cohort-validation", 30, 2), ("cohort-calibration", 60, 1), ("enrol", 6, 2)];
        List<(string Image, string Row, Person Person, int Photo)> photos = [];
        var number = 0;
        foreach (var (partition, people, each) in parts)
        {
            for (var end = number + people; number < end; number++)
            {
                var person = Person.Of(Populations.Unseen, number);
                photos.AddRange(Enumerable.Range(0, each).Select(photo =>
                    ($"{number}-{photo}.jpg", $"{number}-{photo}.jpg,p{number},{person.Group},{(partition == "enrol" && photo > 0 ? "probe" : partition)}", person, photo)));
            }
        }

        Parallel.ForEach(photos, photo => File.WriteAllBytes(_folder[photo.Image], PortraitStudio.Take(photo.Person, photo.Photo).Jpeg));
        return _folder.Write("labels.csv", ["image,identity,gender,partition", .. photos.Select(photo => photo.Row)]);
    }
}
