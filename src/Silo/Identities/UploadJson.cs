using System.Text.Json;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Silo.Requests;

namespace Mote.Silo.Identities;

/// <summary>Photos and their fields as one object of JSON, the photos in base64: for programs that send nothing else.</summary>
internal static class UploadJson
{
    private const string Photo = "photo";

    /// <summary>Reads it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="fields">Which members there are.</param>
    /// <param name="mostBytes">The largest photo taken.</param>
    /// <param name="photo">Told of each photo.</param>
    /// <param name="field">Told of each other member.</param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    /// <exception cref="MoteException">It is none (<see cref="ProblemCode.InvalidRequest"/>), or a photo is too large.</exception>
    public static async Task Read(Stream body, FormFields fields, int mostBytes, Action<byte[]> photo, Action<string, string> field, CancellationToken cancellationToken)
    {
        using var document = await Parse(body, cancellationToken);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw Malformed();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            fields.Require(member.Name, isFile: false);
            if (string.Equals(member.Name, Photo, StringComparison.OrdinalIgnoreCase))
            {
                foreach (var one in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value])
                    photo(Bytes(one, mostBytes));
            }
            else if (member.Value.ValueKind is JsonValueKind.String)
            {
                field(member.Name, member.Value.GetString()!);
            }
            else if (member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            {
                field(member.Name, member.Value.GetRawText());
            }
            else if (member.Value.ValueKind is not JsonValueKind.Null)
            {
                throw new MoteException(ProblemCode.InvalidRequest, $"The member '{member.Name}' is one value.");
            }
        }
    }

    private static async Task<JsonDocument> Parse(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    private static byte[] Bytes(JsonElement photo, int mostBytes)
    {
        if (photo.ValueKind != JsonValueKind.String || !photo.TryGetBytesFromBase64(out var bytes))
            throw new MoteException(ProblemCode.InvalidRequest, "The member 'photo' is a photo in base64 (RFC 4648, without a prefix as of a data: address), or a list of them.");
        return bytes.Length <= mostBytes ? bytes : throw Upload.TooLarge(mostBytes);
    }

    private static MoteException Malformed() => new(ProblemCode.InvalidRequest, "The body is no object of JSON: send {\"photo\": \"BASE64\"}, with fields as further members, or {\"other\": \"NAME\"} where another person is named.");
}
