using Microsoft.Extensions.Configuration;
using Mote.Cli.Home;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Stored;
using Mote.Storage;

namespace Mote.Cli.Keys;

/// <summary>A data folder together with the master keys that open it.</summary>
internal sealed class LocalStore
{
    /// <summary>The one realm of a silo that is started from the command line.</summary>
    public const string Realm = "default";

    // In the folder of the keys, where nobody reaches who can only write to the data folder.
    private const string TakenOver = "operator-key.taken";

    private LocalStore(DataFolder data, KeyFolder keys, string number)
    {
        (Data, Keys, Number) = (data, keys, number);
        OperatorKeyFile = new OperatorKeyFile(data.OperatorKey, number, keys.Keys);
    }

    public DataFolder Data { get; }

    public KeyFolder Keys { get; }

    /// <summary>What tells this store from every other.</summary>
    public string Number { get; }

    public OperatorKeyFile OperatorKeyFile { get; }

    /// <summary>How a silo finds it all.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => Data.Settings.Concat(Keys.Settings);

    /// <summary>Opens a store, or makes it where nothing is yet: its first master key, and its number.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="keys">The folder of the master keys that the caller names; null for the one they are usually in.</param>
    /// <param name="seal">What its first master key is sealed by; null for what is usual.</param>
    /// <exception cref="MasterKeyException">There is a store, and its keys are not there.</exception>
    public static LocalStore Open(DataFolder data, string? keys, string? seal = null)
    {
        if (data.IsUsed)
            return Existing(data, KeyFolder.Find(data, keys));

        var number = DataFolder.NewNumber();
        var folder = KeyFolder.Of(data, keys, number);
        data.Make();
        // The key before the number that it is found by: what a crash leaves in between is nobody's.
        if (folder.Keys.Files().Count == 0)
            MakeFirst(folder, seal);
        data.Keep(number);
        return new LocalStore(data, folder, number);
    }

    /// <summary>A store that is there; one from before stores had numbers gets its own.</summary>
    public static LocalStore Existing(DataFolder data, KeyFolder keys)
    {
        if (data.Number is { } known)
            return new LocalStore(data, keys, known);
        var number = DataFolder.NewNumber();
        data.Keep(number);
        return new LocalStore(data, keys, number);
    }

    /// <summary>The operator's key that the silo takes; a new one where nothing is stored yet, which still has to be kept.</summary>
    /// <exception cref="StorageUnavailableException">The database is gone.</exception>
    /// <exception cref="MasterKeyException">Something is stored, and nothing genuine says what the operator's key is.</exception>
    public async Task<OperatorKey> OperatorKey(CancellationToken cancellationToken)
    {
        // The file is written once a silo has started on the store.
        if (File.Exists(Data.OperatorKey) && new FileInfo(Data.Database) is not { Exists: true, Length: > 0 })
            throw new StorageUnavailableException($"The database '{Data.Database}' is gone, or empty, and its keys and its operator's key are here: put it back, or restore it from a backup. To begin anew without anybody who was in it, name another folder with --data.");
        if (await OperatorKeyFile.Read(cancellationToken) is { } known)
            return new OperatorKey(known, null);
        if (await TakeOver(cancellationToken) is { } taken)
            return new OperatorKey(taken, null);
        if (await Prove(cancellationToken) > 0)
            throw new MasterKeyException($"'{Data.Database}' is there, and '{Data.OperatorKey}', which says what the operator's key is, is not: bring it back, or make a new key with 'mote keys operator --data {Data.Path}{Keys.Option}'.");
        return Mote.Cli.Keys.OperatorKey.Generate();
    }

    /// <summary>
    /// Lets the master keys open what is stored, as proof that they are the store's own: somebody else's do not.
    /// </summary>
    /// <returns>How many records they opened.</returns>
    /// <exception cref="MasterKeyException">They do not.</exception>
    public async Task<int> Prove(CancellationToken cancellationToken)
    {
        if (!File.Exists(Data.Database))
            return 0;
        return await RealmStore.Prove(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build(), Realm, cancellationToken);
    }

    /// <summary>
    /// Takes over a hash that lies under no key, as it was kept before: once, and only where the master keys lie as they did
    /// then, and are the store's.
    /// </summary>
    /// <returns>The hash; null if there is none to be taken.</returns>
    public async Task<string?> TakeOver(CancellationToken cancellationToken)
    {
        var mark = Path.Combine(Keys.Path, TakenOver);
        if (!Keys.IsBeside || File.Exists(mark) || File.Exists(Data.OperatorKey) || !File.Exists(Data.UnprotectedOperatorKey))
            return null;
        await Prove(cancellationToken);
        var sha256 = (await File.ReadAllTextAsync(Data.UnprotectedOperatorKey, cancellationToken)).Trim();
        await OperatorKeyFile.Write(sha256, cancellationToken);
        OwnFile.Write(mark, "", replaces: true);
        File.Delete(Data.UnprotectedOperatorKey);
        return sha256;
    }

    private static void MakeFirst(KeyFolder folder, string? seal)
    {
        try
        {
            folder.Keys.Create(seal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"'{folder.Path}' takes no master key ({failure.Message}): --keys names a folder that this user may write to, or one that holds a master key.", failure);
        }
    }
}
