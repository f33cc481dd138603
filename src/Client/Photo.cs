using System.Globalization;
using System.Net.Http.Headers;

namespace Mote.Client;

/// <summary>The body of a request that carries photos; it can be sent again.</summary>
internal static class Photo
{
    public static MultipartFormDataContent Form(ReadOnlyMemory<byte> photo) => Form([photo], null);

    public static MultipartFormDataContent Form(IReadOnlyList<ReadOnlyMemory<byte>> photos, EnrolmentSettings? settings)
    {
        var form = new MultipartFormDataContent();
        foreach (var photo in photos)
        {
            var file = new ReadOnlyMemoryContent(photo);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(file, "photo", "photo");
        }

        Add("recipe", settings?.Recipe);
        Add("balance", settings?.Balance?.ToString("R", CultureInfo.InvariantCulture));
        Add("targetFalseMatchRate", settings?.TargetFalseMatchRate?.ToString("R", CultureInfo.InvariantCulture));
        Add("group", settings?.Group);
        Add("force", settings is { Force: true } ? "true" : null);
        return form;

        void Add(string name, string? value)
        {
            if (value is not null)
                form.Add(new StringContent(value), name);
        }
    }
}
