namespace Mote.Dependencies.Tests;

/// <summary>What is stated of the dependencies is what is restored. Where it is not: <c>dotnet restore --force-evaluate</c>, then <c>bash eng/dependencies.sh</c>.</summary>
public sealed class DependencyListTests
{
    private static readonly Repository Repository = new((string)AppContext.GetData("Mote.Repository")!);

    private static BillOfMaterials Bill => BillOfMaterials.Read(File.ReadAllText(Repository.Bill));

    [Fact]
    public void LockFiles_EveryProject_HasOne() => Assert.All(
        Repository.Projects,
        project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project));

    [Fact]
    public void LockFiles_HoldTheVersionsThatAreStated()
    {
        var locked = Repository.Locked().ToLookup(package => package.Name, package => package.Version);
        Assert.NotEmpty(locked);
        Assert.All(Repository.Stated(), stated => Assert.All(locked[stated.Name], version => Assert.Equal(stated.Version, version)));
    }

    /// <summary>What no project restores on any system is not stated either.</summary>
    [Fact]
    public void Stated_IsRestoredHereOrIsLibtorchOfAnotherSystem()
    {
        var locked = Repository.Locked().Select(package => package.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(Repository.Stated().Where(stated => !locked.Contains(stated.Name)), stated => Assert.StartsWith("libtorch-cpu-", stated.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Bill_ListsWhatIsLockedAndNothingElse_EachWithItsLicence()
    {
        var licences = Bill.Licences;
        Assert.Equal(
            Repository.Locked().Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal),
            licences.Keys.Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal));
        Assert.All(licences.Values, licence => Assert.Matches("^[A-Za-z0-9.+-]+( (or|OR|AND|WITH) [A-Za-z0-9.+-]+)*$", licence));
    }

    [Fact]
    public void Page_IsThatOfTheBill() => Assert.Equal(DependencyPage.Of(Repository, Bill), File.ReadAllText(Repository.Page).ReplaceLineEndings("\n"));

    /// <summary>Where a package was restored from is nobody's business but the machine's.</summary>
    [Fact]
    public void BillAndLockFiles_NameNoAddress() =>
        Assert.All([Repository.Bill, .. Repository.LockFiles], file => Assert.DoesNotContain("://", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void Bill_SaysNothingThatChangesByItself()
    {
        Assert.DoesNotContain("timestamp", Bill.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("serialNumber", Bill.Text, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.Bill).ReplaceLineEndings("\n"), Bill.Text);
    }
}
