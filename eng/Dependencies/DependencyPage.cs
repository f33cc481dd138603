using System.Text;

namespace Mote.Dependencies;

/// <summary>The bill of materials for people.</summary>
internal static class DependencyPage
{
    private const string Head = """
        # Dependencies
        Written by `bash eng/dependencies.sh`, which asks the network for its tool alone; `Dependencies.Tests` compares it with the lock files. The same for programs: [dependencies.cdx.json](dependencies.cdx.json), a bill of materials in the form of CycloneDX.

        Versions are stated once, in `Directory.Packages.props`, transitive ones too where a dependency names another. What a restore gives is locked with its content's hash in each project's `packages.lock.json`; with `CI=true` a restore that would give something else fails. After a change:

        ```
        dotnet restore Mote.sln --force-evaluate
        bash eng/dependencies.sh
        ```

        The locks are those of Linux, where everything is built and tested: libtorch is another package on each system, so elsewhere a restore keeps a lock of its own among the build's artefacts, unchecked, and neither reads these nor writes them. A build without Orleans' own blob provider (`-p:OrleansAzureStorage=false`) does the same, and so does one for another machine (`-r`).

        libtorch is restored with the tests, and otherwise where `-p:WithTorch=true` asks for it ([publishing.md](publishing.md)): the silo and the command line run without it.

        `bash eng/audit-dependencies.sh` asks the package sources for known vulnerabilities of all of it, npm's included; it fails on findings, and says so where a source has no such data. A restore warns of them as well.

        """;

    public static string Of(Repository repository, BillOfMaterials bill)
    {
        var (locked, licences) = (repository.Locked(), bill.Licences);
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        Table("## In the product, and for building it", locked.Where(package => package.IsOfProduct).Select(package => (package, LicenceOf(package))));
        Table("## In tests, benchmarks and tools alone", locked.Where(package => !package.IsOfProduct).Select(package => (package, LicenceOf(package))));
        // Licences of what this system does not restore are those of the same library's other packages.
        Table("## On other systems", repository.Stated().Where(stated => locked.All(package => package.Name != stated.Name)).Select(package => (package, "as that of the library's packages above")));
        Table("## Of npm, in tests alone", repository.Npm());
        return page.ToString();

        string LicenceOf(Package package) => licences.GetValueOrDefault(package with { IsOfProduct = false }, "MISSING");

        void Table(string title, IEnumerable<(Package Package, string Licence)> rows)
        {
            page.Append('\n').Append(title).Append("\n| package | version | licence |\n| --- | --- | --- |\n");
            foreach (var (package, licence) in rows)
                page.Append("| ").Append(package.Name).Append(" | ").Append(package.Version).Append(" | ").Append(licence).Append(" |\n");
        }
    }
}
