using Microsoft.AspNetCore.Http;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Vision.Photos;

namespace Mote.WebConsole.Photos;

/// <summary>A form with a photo.</summary>
internal static class PhotoForm
{
    /// <summary>What a form may hold: more than any photo that is taken, so that one too large is answered in words and not by a broken connection.</summary>
    public const int MostBytes = 48_000_000;

    private const string Field = "photo";

    /// <summary>The photo of a form that was read already.</summary>
    /// <exception cref="MoteException">There is none, or it is too large.</exception>
    public static async Task<byte[]> Photo(HttpRequest request, PhotoBounds bounds, CancellationToken cancellationToken) =>
        (await Photos(request, bounds, cancellationToken))[0];

    /// <summary>The photos of a form that was read already, one at least.</summary>
    /// <exception cref="MoteException">There is none, or one is too large.</exception>
    public static async Task<byte[][]> Photos(HttpRequest request, PhotoBounds bounds, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        List<byte[]> photos = [];
        foreach (var file in form.Files.GetFiles(Field).Where(file => file.Length > 0))
            photos.Add(await Content(file, bounds, cancellationToken));
        return photos.Count > 0 ? [.. photos] : throw new MoteException(ProblemCode.PhotoMissing, "No photo was chosen: choose a file, or take one with the camera.");
    }

    private static async Task<byte[]> Content(IFormFile file, PhotoBounds bounds, CancellationToken cancellationToken)
    {
        if (file.Length > bounds.MostBytes)
            throw new MoteException(ProblemCode.PhotoTooLarge, $"The photo has {file.Length:N0} bytes, at most {bounds.MostBytes:N0} are taken: choose a smaller one.", file.Length, bounds.MostBytes);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
