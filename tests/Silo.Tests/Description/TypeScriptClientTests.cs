using System.Text.Json;
using Mote.Tests;

namespace Mote.Silo.Tests.Description;

/// <summary>A program in TypeScript with the client that is made from the document: its types are checked, and it does what they say.</summary>
[Trait("Takes", "long")]
public sealed class TypeScriptClientTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private const string Packages = "TypeScriptClient";

    [Fact]
    public async Task MadeClient_EnrolsAndVerifies()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var make = await NpmPrograms.Find(Packages, "openapi-ts", cancelled);
        var programs = Path.GetDirectoryName(make)!;
        var folder = Directory.CreateTempSubdirectory("mote-typescript-");
        try
        {
            string File(string name) => Path.Combine(folder.FullName, name);
            await System.IO.File.WriteAllTextAsync(File("document.json"), await silo.Nobody.GetStringAsync("/openapi/v1.json", cancelled), cancelled);
            await System.IO.File.WriteAllBytesAsync(File("own.jpg"), TwoRealms.Photo(), cancelled);
            await System.IO.File.WriteAllBytesAsync(File("other.jpg"), TwoRealms.Stranger, cancelled);
            System.IO.File.Copy(Path.Combine(NpmPrograms.FolderOf(Packages), "door.ts"), File("door.ts"));
            // Where the types of Node.js are looked for.
            Directory.CreateSymbolicLink(File("node_modules"), Path.Combine(NpmPrograms.FolderOf(Packages), "node_modules"));

            await NpmPrograms.Run(make, ["-i", "document.json", "-o", "made", "-c", "@hey-api/client-fetch", "--silent"], folder.FullName, cancelled);
            await NpmPrograms.Run(Path.Combine(programs, "tsc"), ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck", "--types", "node", "door.ts"], folder.FullName, cancelled);
            await NpmPrograms.Run(Path.Combine(programs, "esbuild"), ["door.ts", "--bundle", "--platform=node", "--format=esm", "--outfile=door.mjs", "--log-level=warning"], folder.FullName, cancelled);
            var said = await NpmPrograms.Run("node", ["door.mjs", silo.Nobody.BaseAddress!.ToString().TrimEnd('/'), TwoRealms.Key, "own.jpg", "other.jpg"], folder.FullName, cancelled);

            using var answer = JsonDocument.Parse(said);
            var decided = answer.RootElement;
            Assert.True(decided.GetProperty("match").GetBoolean());
            Assert.InRange(decided.GetProperty("rate").GetDouble(), 0, 0.1);
            Assert.False(decided.GetProperty("nonMatch").GetBoolean());
            Assert.False(decided.TryGetProperty("score", out _));
            Assert.Equal("not_enrolled", decided.GetProperty("unknown").GetString());
            Assert.Equal(1, decided.GetProperty("version").GetInt32());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
