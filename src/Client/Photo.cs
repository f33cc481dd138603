using System.Globalization;
using System.Net.Http.Headers;

namespace Mote.Client;

/// <summary>The body of a request that carries a photo; it can be sent again.</summary>
internal static class Photo
{
    public static MultipartFormDataContent Form(ReadOnlyMemory<byte> photo, EnrolmentSettings? settings = null)
    {
        var file = new ReadOnlyMemoryContent(photo);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var form = new MultipartFormDataContent { { file, "photo", "photo" } };
        Add("recipe", settings?.Recipe);
        Add("balance", settings?.Balance?.ToString("R", CultureInfo.InvariantCulture));
        Add("targetFalseMatchRate", settings?.TargetFalseMatchRate?.ToString("R", CultureInfo.InvariantCulture));
        return form;

        void Add(string name, string? value)
        {
            if (value is not null)
                form.Add(new StringContent(value), name);
        }
    }
}
