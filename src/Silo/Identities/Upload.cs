using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Silo.Requests;

namespace Mote.Silo.Identities;

/// <summary>
/// Photos and their fields, read from the request into memory: the framework's own form reader would put a large photo
/// on the disk.
/// </summary>
internal sealed class Upload
{
    /// <summary>A form's own bytes around each photo.</summary>
    public const int FormOverhead = 64 * 1024;

    /// <summary>What a request with one photo may have: more than any that is taken, also in base64, so that one too large is answered in words and not by a broken connection.</summary>
    public const int MostOfRequest = 48_000_000;

    /// <summary>What is taken, for whoever sent something else.</summary>
    public const string Taken = "send multipart/form-data with a file 'photo' (curl -F photo=@FILE), the photo alone as image/jpeg, image/png, image/webp or application/octet-stream, or JSON with it in base64, {\"photo\": \"BASE64\"}.";

    private const int MostFields = 16;
    private const int LongestField = 1024;
    private const string Force = "force";
    private const string Rate = "targetFalseMatchRate";

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<byte[]> _photos = [];

    /// <exception cref="MoteException">There is none, or there are several.</exception>
    public byte[] Photo => Photos is [var one] ? one : throw Invalid("The request carries several photos: send one.");

    /// <exception cref="MoteException">There is none (<see cref="ProblemCode.PhotoMissing"/>).</exception>
    public byte[][] Photos => _photos.Count > 0
        ? [.. _photos]
        : throw new MoteException(ProblemCode.PhotoMissing, $"The request carries no photo: {Taken}");

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
    /// <param name="context">Multipart with a file <c>photo</c>, or several of that name, the photo alone, or JSON with it in base64.</param>
    /// <param name="mostBytes">The largest photo taken.</param>
    /// <exception cref="MoteException">The request is malformed, or the photo too large.</exception>
    public static async Task<Upload> Read(HttpContext context, int mostBytes)
    {
        var (request, fields, cancellationToken) = (context.Request, FormFields.Of(context), context.RequestAborted);
        var upload = new Upload();
        foreach (var name in FormFields.InTheQuery)
        {
            if (request.Query.TryGetValue(name, out var value))
                upload._fields[name] = value.ToString();
        }

        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        // Whatever it says that it is: the decoder looks.
        if (type?.Type == "image" || type?.MediaType == "application/octet-stream")
            upload._photos.Add(await Content(request.Body, mostBytes, () => TooLarge(mostBytes), cancellationToken));
        else if (request.HasJsonContentType())
            await UploadJson.Read(request.Body, fields, mostBytes, upload._photos.Add, (name, value) => upload._fields[name] = value, cancellationToken);
        else if (type?.MediaType == "multipart/form-data")
            await upload.ReadForm(request.Body, type, fields, mostBytes, cancellationToken);
        else
            throw Unsupported(request.ContentType);
        return upload;
    }

    /// <summary>The refusal of a photo that is too large.</summary>
    public static MoteException TooLarge(int mostBytes) => new(ProblemCode.PhotoTooLarge, $"The photo has more than {mostBytes} bytes: send a smaller one, 1,000 pixels across are plenty.", bound: mostBytes);

    /// <summary>The refusal of what is neither a photo nor what can carry one.</summary>
    public static MoteException Unsupported(string? contentType) =>
        new(ProblemCode.UnsupportedMediaType, $"The request is {(string.IsNullOrEmpty(contentType) ? "without a Content-Type" : $"'{contentType[..Math.Min(contentType.Length, 60)]}'")}, neither a photo nor a form: {Taken}");

    private async Task ReadForm(Stream body, MediaTypeHeaderValue type, FormFields fields, int mostBytes, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            throw Invalid("The header Content-Type of the form has no boundary: let the library that makes the form write the header, and set none yourself.");
        try
        {
            var reader = new MultipartReader(boundary, body);
            for (var count = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; count++)
            {
                if (count == MostFields)
                    throw Invalid($"The form has more than {MostFields} fields.");
                await Add(section, fields, mostBytes, cancellationToken);
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Invalid("The form is malformed or was cut short: its parts do not end with the boundary that its header names.");
        }
    }

    private async Task Add(MultipartSection section, FormFields fields, int mostBytes, CancellationToken cancellationToken)
    {
        if (section.GetContentDispositionHeader() is not { } disposition || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
            return;
        fields.Require(name, disposition.FileName.HasValue || disposition.FileNameStar.HasValue);
        if (string.Equals(name, "photo", StringComparison.OrdinalIgnoreCase))
            _photos.Add(await Content(section.Body, mostBytes, () => TooLarge(mostBytes), cancellationToken));
        else
            _fields[name] = System.Text.Encoding.UTF8.GetString(await Content(section.Body, LongestField, () => Invalid($"The field '{name}' has more than {LongestField} bytes: it is a word or a number."), cancellationToken));
    }

    private static async Task<byte[]> Content(Stream from, int mostBytes, Func<MoteException> tooMuch, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (content.Length + read > mostBytes)
                throw tooMuch();
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private double? Number(string name) =>
        !_fields.TryGetValue(name, out var text) ? null :
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value :
        throw Invalid($"The field '{name}' is not a number: write it in digits, with a point where it has a fraction, as 0.5.");

    private static MoteException Invalid(string detail) => new(ProblemCode.InvalidRequest, detail);
}
