namespace Mote.Tests;

/// <summary>Real photos of enrolled people: one to enrol and others of the same person.</summary>
public sealed record Person(string Name, string Enrol, IReadOnlyList<string> Probes)
{
    /// <summary>A silo with the models that know them, its state in a folder; it does not run yet.</summary>
    public static SiloProcess Silo(string folder)
    {
        var silo = SiloProcess.Of(new Dictionary<string, string?>(SiloModels.Real(TestCohort.File).Settings) { ["Mote:Storage:Sqlite:Path"] = Path.Combine(folder, "mote.db") });
        silo.SealCohort(1);
        return silo;
    }

    /// <summary>The first people of whom there are an enrolment photo and at least one probe.</summary>
    public static IReadOnlyList<Person> First(int count)
    {
        var photos = SharedData.Path("lfw/photos");
        return [.. File.ReadLines(SharedData.Path("lfw/labels.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Where(row => row[4] is "enrol" or "probe" && File.Exists(Path.Combine(photos, row[1])))
            .GroupBy(row => row[2])
            .Where(person => person.Any(row => row[4] == "enrol") && person.Any(row => row[4] == "probe"))
            .Take(count)
            .Select(person => new Person(
                person.Key,
                Path.Combine(photos, person.First(row => row[4] == "enrol")[1]),
                [.. person.Where(row => row[4] == "probe").Select(row => Path.Combine(photos, row[1]))]))];
    }
}
