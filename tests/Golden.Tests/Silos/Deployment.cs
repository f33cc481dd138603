using System.IO.Compression;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Places;
using Mote.Tests;

namespace Mote.Golden.Tests.Silos;

/// <summary>What silos that are started one after another share: a store, master keys, models. All of it is temporary.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-golden-");
    private readonly SiloModels _models;

    /// <param name="provider">Who keeps the state.</param>
    /// <param name="models">The folder of the models.</param>
    /// <param name="cohort">The cohort pack.</param>
    /// <param name="azurite">Where blobs may lie; null for SQLite.</param>
    public Deployment(string provider, string models, string cohort, AzuriteServer? azurite)
    {
        _models = new SiloModels(Path.Combine(models, GoldenModels.Detector), Path.Combine(models, GoldenModels.Embedder), cohort);
        Place = StorePlace.Of(provider, OwnFolder("store"), azurite);
        OwnFolder("keys");
    }

    public StorePlace Place { get; }

    private string Keys => Path.Combine(_folder.FullName, "keys");

    /// <summary>What its silos are made of.</summary>
    /// <param name="overrides">Settings that are otherwise here.</param>
    public SiloPlan Plan(IEnumerable<KeyValuePair<string, string?>>? overrides = null) => new(_folder.FullName)
    {
        Models = _models,
        Callers = Realm.Callers,
        Settings =
        [
            .. Place.Settings,
            new("Mote:Fairness:Realms:site:Policy", "balanced"),
            // Some were enrolled with a high rate, so that there is somebody whom they take for themselves.
            new("Mote:Enrolment:MostFalseMatchRate", "0.01"),
            // As in every demonstration: the demo models make weak networks, too.
            new("Mote:Certificate:MostFalseNonMatchRate", "1"),
            new("Mote:Certificate:MostReenrolmentLoss", "1"),
            // Everybody is asked about everybody.
            new("Mote:Lockout:MostNonMatches", "1000"),
            new("Mote:Audit:RetainDays", "36500"),
            // What is in the shadow stays there while everybody is asked.
            new("Mote:Reenrolment:ShadowMatches", "100"),
            .. overrides ?? [],
        ],
    };

    /// <summary>Provides a master key, in a file with the rights that the silo asks for.</summary>
    public void AddKey(int version, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        using var file = new StreamWriter(KeyFile(version), options);
        file.Write(key);
    }

    /// <summary>Destroys a master key.</summary>
    public void RemoveKey(int version) => File.Delete(KeyFile(version));

    public Task<RunningSilo> Start(TimeProvider? clock, IEnumerable<KeyValuePair<string, string?>>? overrides, CancellationToken cancellationToken) =>
        RunningSilo.Start(Plan(overrides), clock, cancellationToken);

    /// <summary>Writes the store to a file.</summary>
    public async Task Pack(string file, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenAsync(file, ZipArchiveMode.Create, cancellationToken);
        await Place.Pack(archive, cancellationToken);
    }

    /// <summary>Takes the store from a file.</summary>
    public async Task Unpack(string file, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenReadAsync(file, cancellationToken);
        await Place.Unpack(archive, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string KeyFile(int version) => Path.Combine(Keys, FormattableString.Invariant($"master-{version}.key"));

    private string OwnFolder(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path).FullName
            : Directory.CreateDirectory(path, OwnerFile | UnixFileMode.UserExecute).FullName;
    }
}
