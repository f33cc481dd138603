using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Silo.Identities;

/// <summary>
/// Photos and their fields, read from the request into memory: the framework's own form reader would put a large photo
/// on the disk.
/// </summary>
internal sealed class Upload
{
    /// <summary>A form's own bytes around each photo.</summary>
    public const int FormOverhead = 64 * 1024;

    private const int MostFields = 16;
    private const int LongestField = 1024;
    private const string Force = "force";
    private const string Rate = "targetFalseMatchRate";

    // What a photo that is sent alone, without fields beside it, may have in the query.
    private static readonly string[] InTheQuery = [Force, Rate];

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<byte[]> _photos = [];

    /// <exception cref="MoteException">There is none, or there are several.</exception>
    public byte[] Photo => Photos is [var one] ? one : throw Invalid("The request carries several photos: send one.");

    /// <exception cref="MoteException">There is none (<see cref="ProblemCode.PhotoMissing"/>).</exception>
    public byte[][] Photos => _photos.Count > 0
        ? [.. _photos]
        : throw new MoteException(ProblemCode.PhotoMissing, "The request carries no photo: send multipart/form-data with a file 'photo', or the photo alone as image/jpeg, image/png or image/webp.");

    public bool HasPhoto => _photos.Count > 0;

    /// <summary>The field <c>other</c>, the name of another subject; null where there is none.</summary>
    public string? Other => _fields.GetValueOrDefault("other");

    /// <exception cref="MoteException">A field is not valid (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public EnrolmentOptions Options => new(_fields.GetValueOrDefault("recipe"), Number("balance"), TargetFalseMatchRate, _fields.GetValueOrDefault("group"));

    /// <summary>The field <c>targetFalseMatchRate</c>; null where there is none.</summary>
    /// <exception cref="MoteException">It is not a number (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public double? TargetFalseMatchRate => Number(Rate);

    /// <summary>The field <c>force</c>.</summary>
    /// <exception cref="MoteException">It is neither true nor false (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public bool IsForced =>
        _fields.TryGetValue(Force, out var text) && (bool.TryParse(text, out var value) ? value : throw Invalid($"The field '{Force}' is true or false."));

    /// <summary>Reads the request.</summary>
    /// <param name="request">Multipart with a file <c>photo</c>, or several of that name, or the photo alone.</param>
    /// <param name="mostBytes">The largest photo taken.</param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    /// <exception cref="MoteException">The request is malformed, or the photo too large.</exception>
    public static async Task<Upload> Read(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        var upload = new Upload();
        foreach (var name in InTheQuery)
        {
            if (request.Query.TryGetValue(name, out var value))
                upload._fields[name] = value.ToString();
        }

        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        if (type?.Type == "image")
        {
            upload._photos.Add(await Content(request.Body, mostBytes, cancellationToken));
            return upload;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type?.Boundary ?? default).Value;
        if (type?.MediaType != "multipart/form-data" || string.IsNullOrEmpty(boundary))
            throw new MoteException(ProblemCode.UnsupportedMediaType, "The request is neither a photo nor a form: send multipart/form-data with a file 'photo', or the photo alone as image/jpeg, image/png or image/webp.");

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            for (var fields = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; fields++)
            {
                if (fields == MostFields)
                    throw Invalid($"The form has more than {MostFields} fields.");
                await upload.Add(section, mostBytes, cancellationToken);
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Invalid("The form is malformed or was cut short.");
        }

        return upload;
    }

    private async Task Add(MultipartSection section, int mostBytes, CancellationToken cancellationToken)
    {
        if (section.GetContentDispositionHeader() is not { } disposition || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
            return;
        if (string.Equals(name, "photo", StringComparison.OrdinalIgnoreCase))
            _photos.Add(await Content(section.Body, mostBytes, cancellationToken));
        else
            _fields[name] = System.Text.Encoding.UTF8.GetString(await Content(section.Body, LongestField, cancellationToken));
    }

    private static async Task<byte[]> Content(Stream from, int mostBytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (content.Length + read > mostBytes)
                throw new MoteException(ProblemCode.PhotoTooLarge, $"The photo has more than {mostBytes} bytes: send a smaller one.", bound: mostBytes);
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private double? Number(string name) =>
        !_fields.TryGetValue(name, out var text) ? null :
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value :
        throw Invalid($"The field '{name}' is not a number.");

    private static MoteException Invalid(string detail) => new(ProblemCode.InvalidRequest, detail);
}
