using Microsoft.Data.Sqlite;
using Mote.Tests;

namespace Mote.Silo.Tests.Starts;

/// <summary>The folder of a database that a silo has been on, which has stopped.</summary>
internal static class UsedStore
{
    private static readonly Lazy<DirectoryInfo> Made = new(Make);

    public static string Folder => Made.Value.FullName;

    private static DirectoryInfo Make()
    {
        var folder = Directory.CreateTempSubdirectory("mote-used-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        Task.Run(async () =>
        {
            await using var silo = await TestSilo.Start(TwoRealms.Plan(folder.FullName));
            await silo.Stop();
        }).GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        return folder;
    }
}
