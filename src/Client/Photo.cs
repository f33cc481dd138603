using System.Globalization;
using System.Net.Http.Headers;
using Mote.Protocol;

namespace Mote.Client;

/// <summary>The body of a request that carries photos; it can be sent again.</summary>
internal static class Photo
{
    /// <summary>The largest that the service takes: a larger one is refused before it is sent, and not three times after.</summary>
    internal const int MostBytes = 10_000_000;

    public static MultipartFormDataContent Form(ReadOnlyMemory<byte> photo, double? targetFalseMatchRate = null)
    {
        var form = Form([photo]);
        Add(form, "targetFalseMatchRate", Number(targetFalseMatchRate));
        return form;
    }

    public static MultipartFormDataContent Form(IReadOnlyList<ReadOnlyMemory<byte>> photos, EnrolmentSettings? settings)
    {
        var form = Form(photos);
        Add(form, "recipe", settings?.Recipe);
        Add(form, "balance", Number(settings?.Balance));
        Add(form, "targetFalseMatchRate", Number(settings?.TargetFalseMatchRate));
        Add(form, "group", settings?.Group);
        Add(form, "force", settings is { Force: true } ? "true" : null);
        return form;
    }

    private static MultipartFormDataContent Form(IReadOnlyList<ReadOnlyMemory<byte>> photos)
    {
        var form = new MultipartFormDataContent();
        foreach (var photo in photos)
        {
            if (photo.Length > MostBytes)
                throw new PhotoRefusedException(Problem.Of(ProblemCode.PhotoTooLarge, $"The photo has {photo.Length} bytes, and at most {MostBytes} are taken: make it smaller, 1,000 pixels across are plenty.", photo.Length, MostBytes));
            var file = new ReadOnlyMemoryContent(photo);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(file, "photo", "photo");
        }

        return form;
    }

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static void Add(MultipartFormDataContent form, string name, string? value)
    {
        if (value is not null)
            form.Add(new StringContent(value), name);
    }
}
