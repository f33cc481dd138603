using System.Globalization;
using System.Net.Http.Headers;

namespace Mote.Client;

/// <summary>The body of a request that carries photos; it can be sent again.</summary>
internal static class Photo
{
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
