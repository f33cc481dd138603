using System.Security.Cryptography;
using System.Text;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Operations;

namespace Mote.Grains.Tests.Operations;

public sealed class OperationDigestTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Of_SameContent_IsTheSameUnderEveryIdAndAnotherUnderAnotherKey()
    {
        var request = Request();
        Assert.Equal(OperationDigest.Of(Key, request), OperationDigest.Of(Key, request with { Operation = Guid.NewGuid(), Photos = [[1, 2], [3]] }));
        Assert.NotEqual(OperationDigest.Of(Key, request), OperationDigest.Of(new byte[32], request));
        Assert.Equal(32, OperationDigest.Of(Key, request).Length);
    }

    [Fact]
    public void Of_AnythingElseAsked_IsAnother()
    {
        var request = Request();
        EnrolmentRequest[] others =
        [
            request with { IsReenrolment = false },
            request with { IsForced = true },
            request with { Photos = [[1], [2, 3]] },
            request with { Photos = [[3], [1, 2]] },
            request with { Photos = [[1, 2]] },
            request with { Photos = [[1, 2], [3], []] },
            request with { Photos = [[1, 2, 3]] },
            request with { Options = request.Options with { Recipe = "paper" } },
            request with { Options = request.Options with { Recipe = "" } },
            request with { Options = request.Options with { Recipe = null, Group = "compact" } },
            request with { Options = request.Options with { Balance = 0.5 } },
            request with { Options = request.Options with { TargetFalseMatchRate = 0.5 } },
            request with { Options = request.Options with { Group = "F" } },
        ];
        var digests = others.Append(request).Select(other => Convert.ToHexString(OperationDigest.Of(Key, other)))
            .Concat(new ExclusionRequest[] { new(request.Operation, [1, 2], null), new(request.Operation, null, "compact"), new(request.Operation, null, null) }.Select(other => Convert.ToHexString(OperationDigest.Of(Key, other))))
            .ToArray();
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    /// <summary>The stored format: these digests lie in records, and are computed again by every later version.</summary>
    [Fact]
    public void Of_KnownContent_IsHmacOverItsFieldsEachWithItsLength()
    {
        byte[] none = [255, 255, 255, 255];
        byte[] rate = [8, 0, 0, 0, .. BitConverter.GetBytes(1e-5)];
        var request = Request() with { IsForced = true, Options = new EnrolmentOptions("compact", null, 1e-5, "F") };
        Assert.Equal(
            HMACSHA256.HashData(Key, (byte[])[.. Text("mote/operation/1"), .. Text("re-enrol"), .. Text("compact"), .. none, .. rate, .. Text("F"), .. Text("force"), 2, 0, 0, 0, 1, 2, 1, 0, 0, 0, 3]),
            OperationDigest.Of(Key, request));
        Assert.Equal(
            HMACSHA256.HashData(Key, (byte[])[.. Text("mote/operation/1"), .. Text("exclude"), .. none, 3, 0, 0, 0, 1, 2, 3]),
            OperationDigest.Of(Key, new ExclusionRequest(Guid.Empty, [1, 2, 3], null)));

        static byte[] Text(string text) => [(byte)text.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];
    }

    [Fact]
    public void With_MoreThanAreRemembered_ForgetsTheOldest()
    {
        var all = Enumerable.Range(0, DoneOperations.Most + 1).Select(i => new Operation(Guid.NewGuid(), [(byte)i])).ToArray();
        var done = all.Aggregate(DoneOperations.None(), (before, operation) => before.With(operation));
        Assert.Equal(all[1..], done.Last);
        Assert.Null(done.Find(all[0].Id));
        Assert.Equal(all[^1], done.Find(all[^1].Id));
        Assert.Equal([all[1], all[3], all[4], all[2]], done.With(all[2]).Last);
        Assert.NotEqual(DoneOperations.None().Key, DoneOperations.None().Key);
    }

    private static EnrolmentRequest Request() => new(Guid.NewGuid(), true, [[1, 2], [3]], new EnrolmentOptions("compact"));
}
