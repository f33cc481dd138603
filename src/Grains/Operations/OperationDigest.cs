using Mote.Grains.Contracts.Identities;
using Mote.Grains.Stored;

namespace Mote.Grains.Operations;

/// <summary>What an operation asks for, as one digest under a key: its kind, its options and its photos in their order. Part of the stored format.</summary>
internal static class OperationDigest
{
    private const string Format = "mote/operation/1";

    /// <summary>The digest of an enrolment or a re-enrolment.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, EnrolmentRequest request)
    {
        using var digest = Begin(key, request.IsReenrolment ? "re-enrol" : "enrol");
        digest.Add(request.Options.Recipe);
        digest.Add(request.Options.Balance);
        digest.Add(request.Options.TargetFalseMatchRate);
        digest.Add(request.Options.Group);
        digest.Add(request.IsForced ? "force" : null);
        foreach (var photo in request.Photos)
            digest.Add(photo.AsSpan());
        return digest.Finish();
    }

    /// <summary>The digest of an exclusion.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, ExclusionRequest request)
    {
        using var digest = Begin(key, "exclude");
        digest.Add(request.Other);
        if (request.Photo is { } photo)
            digest.Add(photo.AsSpan());
        return digest.Finish();
    }

    private static FieldHash Begin(ReadOnlySpan<byte> key, string kind)
    {
        var digest = FieldHash.Keyed(key);
        digest.Add(Format);
        digest.Add(kind);
        return digest;
    }
}
