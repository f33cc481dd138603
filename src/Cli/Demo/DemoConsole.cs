namespace Mote.Cli.Demo;

/// <summary>The console that a demo leaves running, with its people in it.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Key">What it asks for; it ends with the demo.</param>
/// <param name="Photos">The folder of photos to try.</param>
/// <param name="Subject">Somebody who is enrolled.</param>
/// <param name="Photo">Another photo of that person, in the folder.</param>
internal sealed record DemoConsole(string Address, string Key, string Photos, string Subject, string Photo)
{
    /// <summary>The console, with one of its people to try.</summary>
    public static DemoConsole Of(string address, string key, DemoMaterial material, DemoScores scores)
    {
        var enrolled = scores.Templates.Keys.Select(reference => reference.Identity).ToHashSet();
        var photo = material.Plan.Probes.First(probe => enrolled.Contains(probe.Identity));
        return new DemoConsole(address, key, Path.GetFullPath(material.Folder), photo.Identity, Path.GetRelativePath(material.Folder, photo.Path));
    }
}
