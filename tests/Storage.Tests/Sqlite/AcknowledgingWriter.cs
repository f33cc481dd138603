using System.Globalization;
using Mote.Storage.Sqlite;
using Mote.Storage.Tests.Conformance;

namespace Mote.Storage.Tests.Sqlite;

/// <summary>Writes records one after another and names each on standard output once the storage has acknowledged it, until it is killed.</summary>
internal static class AcknowledgingWriter
{
    public static async Task<int> RunAsync(string path)
    {
        using var storage = TestStorages.Sqlite(new SqliteGrainStorageOptions { Path = path });
        await storage.InitialiseAsync(CancellationToken.None);
        for (var number = 0; ; number++)
        {
            var key = number.ToString(CultureInfo.InvariantCulture);
            var state = new SampleGrainState(new SampleState { Text = key, Sealed = new byte[2000] });
            await storage.WriteStateAsync("identity", GrainId.Create("identity", key), state);
            Console.Out.WriteLine($"{key} {state.ETag}");
            Console.Out.Flush();
        }
    }
}
