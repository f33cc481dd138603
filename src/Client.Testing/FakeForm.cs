using System.Globalization;

namespace Mote.Client.Testing;

/// <summary>What a request carries that is read here: its photos, and the rate that it asks for.</summary>
internal sealed record FakeForm(IReadOnlyList<ReadOnlyMemory<byte>> Photos, double? TargetFalseMatchRate)
{
    public static async Task<FakeForm> Read(HttpContent? content, CancellationToken cancellationToken)
    {
        List<ReadOnlyMemory<byte>> photos = [];
        double? rate = null;
        foreach (var part in content as IEnumerable<HttpContent> ?? [])
        {
            switch (part.Headers.ContentDisposition?.Name?.Trim('"'))
            {
                case "photo":
                    photos.Add(await part.ReadAsByteArrayAsync(cancellationToken));
                    break;
                case "targetFalseMatchRate":
                    rate = double.Parse(await part.ReadAsStringAsync(cancellationToken), CultureInfo.InvariantCulture);
                    break;
            }
        }

        return new(photos, rate);
    }
}
