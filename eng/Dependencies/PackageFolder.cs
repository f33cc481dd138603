using System.Xml.Linq;

namespace Mote.Dependencies;

/// <summary>The packages as they were restored on this machine: what a bill of materials leaves out is read there.</summary>
internal sealed class PackageFolder
{
    private readonly string _path = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The licence whose text a package carries, by its SPDX name; null if it carries none that is known here.</summary>
    public string? LicenceInside(string name, string version)
    {
        var folder = Path.Combine(_path, name.ToLowerInvariant(), version.ToLowerInvariant());
        var description = XDocument.Load(Path.Combine(folder, $"{name.ToLowerInvariant()}.nuspec")).Descendants().ToList();
        var file = description.FirstOrDefault(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "file")?.Value;
        var text = file is null ? "" : File.ReadAllText(Path.Combine(folder, file.Replace('\\', Path.DirectorySeparatorChar)));
        // .NET's libraries of before 2018 name an address in place of the text: that of the MIT licence.
        var address = description.FirstOrDefault(element => element.Name.LocalName == "licenseUrl")?.Value ?? "";
        return text.Contains("MIT License", StringComparison.Ordinal) || address.EndsWith("/dotnet/corefx/blob/master/LICENSE.TXT", StringComparison.Ordinal) ? "MIT"
            : text.Contains("Apache License", StringComparison.Ordinal) ? "Apache-2.0"
            : null;
    }
}
