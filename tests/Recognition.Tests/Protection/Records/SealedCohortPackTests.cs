using System.Runtime.InteropServices;
using CsCheck;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Recipes;
using Mote.Recognition.Tests.Cohorts;
using Mote.Tests;

namespace Mote.Recognition.Tests.Protection.Records;

public sealed class SealedCohortPackTests : IDisposable
{
    private static readonly CohortPack Small = CohortPack.Create(SmallCohort.Builder().Build(new string('e', 64)), 1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-sealed-cohort-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "cohort.pack");

    [Fact]
    public void Open_UnderAnyKey_IsThePackWithItsHash()
    {
        using var one = Seeds.Master();
        using var other = Seeds.Master(5, 2);
        foreach (var master in new[] { one, other })
        {
            var read = SealedCohortPack.Parse(SealedCohortPack.Seal(Small, master).ToBytes());
            Assert.Equal(master.Version, read.MasterKeyVersion);
            var opened = read.Open(master);
            Assert.Equal(Small.Hash, opened.Hash);
            Assert.Equal(Small.ToBytes().ToArray(), opened.ToBytes().ToArray());
        }
    }

    [Fact]
    public void Open_AnyByteChangedOrMissing_IsRefusedByName()
    {
        using var master = Seeds.Master();
        var whole = SealedCohortPack.Seal(Small, master).ToBytes();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            byte[] changed = [.. whole];
            changed[at] ^= change;
            Refuses(changed, at);
            Refuses(whole[..at], at);
        });
        // All of the head, one byte after another.
        for (var at = 0; at < 400; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x21;
            Refuses(changed, at);
            Refuses(whole[..at], at);
        }

        Refuses([.. whole, 0], whole.Length);

        void Refuses(byte[] bytes, int at)
        {
            // What is no sealed pack any more is read as an open one, and is none of those either.
            var failure = Record.Exception(() => SealedCohortPack.IsSealed(bytes) ? SealedCohortPack.Parse(bytes).Open(master) : CohortPack.Parse(bytes));
            Assert.True(failure is CohortPackException or ProtectionException { Fault: ProtectionFault.Tampered or ProtectionFault.Misplaced }, $"{at}: {failure}");
        }
    }

    [Fact]
    public void Open_AnotherKeyOfThatVersion_IsWrongKey()
    {
        using var master = Seeds.Master();
        using var wrong = Seeds.Master(value: 2);
        var refused = Assert.Throws<ProtectionException>(() => SealedCohortPack.Seal(Small, master).Open(wrong));
        Assert.Equal(ProtectionFault.WrongKey, refused.Fault);
        Assert.Contains("mote cohort move", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A record of a realm is no pack, whatever it is called, and no realm can have the name that packs are sealed under.</summary>
    [Fact]
    public void Parse_ARecordOfARealm_IsMisplaced()
    {
        using var master = Seeds.Master();
        var (record, key) = SealedRecord.Seal(new RecordName("realm", new string('e', 64), $"cohort-pack/{Small.Hash}"), 0, Small.ToBytes().Span, master);
        byte[] forged = [.. "MOTESEAL"u8, 1, 0, 0, 0, (byte)key.Length, 0, 0, 0, .. key, .. record.ToBytes()];
        Assert.Equal(ProtectionFault.Misplaced, Assert.Throws<ProtectionException>(() => SealedCohortPack.Parse(forged)).Fault);
        Assert.Contains('/', SealedCohortPack.Realm);
    }

    [Fact]
    public async Task Read_SealedFile_AsksForItsOwnersRightsAndItsKey()
    {
        var keys = new Keys(1);
        Assert.Equal(1, await CohortPackFile.Seal(Small, File, keys, Cancelled));
        Assert.Equal((Small.Hash, 1), ((await CohortPackFile.Read(File, keys, Cancelled)).Pack.Hash, await CohortPackFile.SealedUnder(File, Cancelled)));
        Assert.Equal([File], Directory.GetFiles(_folder.FullName));

        keys = new Keys(1, 2);
        Assert.Equal(2, await CohortPackFile.Seal((await CohortPackFile.Read(File, keys, Cancelled)).Pack, File, keys, Cancelled));
        var gone = await Assert.ThrowsAsync<ProtectionException>(() => CohortPackFile.Read(File, new Keys(1), Cancelled));
        Assert.Equal(ProtectionFault.KeyMissing, gone.Fault);
        await Assert.ThrowsAsync<MasterKeyException>(() => CohortPackFile.Read(File, new Keys(), Cancelled));

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", (await Assert.ThrowsAsync<CohortPackException>(() => CohortPackFile.Read(File, keys, Cancelled))).Message, StringComparison.Ordinal);
    }

    /// <summary>People who are real: nothing of them lies in the file, and they decide as before.</summary>
    [Fact]
    public void RealPack_Sealed_HoldsNoEmbeddingAndDecidesTheSame()
    {
        var pack = CohortPack.Load(TestCohort.File);
        using var master = Seeds.Master();
        var bytes = SealedCohortPack.Seal(pack, master).ToBytes();
        var plain = pack.ToBytes().Span;
        foreach (var slice in new[] { pack.Cohort.Training, pack.Cohort.Validation, pack.Cohort.Calibration })
        {
            for (var row = 0; row < slice.Count; row += 7)
            {
                var some = MemoryMarshal.AsBytes(slice.Embeddings[row][..4]);
                Assert.True(plain.IndexOf(some) >= 0 && bytes.AsSpan().IndexOf(some) < 0);
            }
        }

        var opened = SealedCohortPack.Parse(bytes).Open(master);
        Assert.Equal(pack.Hash, opened.Hash);
        var reference = pack.Cohort.Calibration.Embeddings[0].ToArray();
        float[][] margins = [.. new[] { pack, opened }.Select(of =>
        {
            var template = new Enroller(of).Enrol([reference], new EnrolmentSettings { Recipe = Recipe.Compact }, null, Cancelled).Template;
            return Enumerable.Range(0, 50).Select(row => template.Margin(RecipeBook.Of(Recipe.Compact).Faces(of).Of(of.Cohort.Validation.Embeddings[row]))).ToArray();
        })];
        Assert.Equal(margins[0], margins[1]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Keys(params int[] versions) : IMasterKeyProvider
    {
        public ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken) =>
            versions.Length > 0 ? ValueTask.FromResult<IReadOnlyList<int>>(versions) : throw new MasterKeyException();

        public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken) =>
            ValueTask.FromResult(versions.Contains(version) ? Seeds.Master(version, (byte)version) : null);
    }
}
