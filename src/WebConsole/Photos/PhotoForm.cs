using Microsoft.AspNetCore.Http;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.WebConsole.Photos;

/// <summary>A form with a photo.</summary>
internal static class PhotoForm
{
    private const string Field = "photo";

    /// <summary>The photo of a form that was read already.</summary>
    /// <exception cref="MoteException">There is none, or it is too large.</exception>
    public static async Task<byte[]> Photo(HttpRequest request, int mostBytes, CancellationToken cancellationToken) =>
        (await Photos(request, mostBytes, cancellationToken))[0];

    /// <summary>The photos of a form that was read already, one at least.</summary>
    /// <exception cref="MoteException">There is none, or one is too large.</exception>
    public static async Task<byte[][]> Photos(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        List<byte[]> photos = [];
        foreach (var file in form.Files.GetFiles(Field).Where(file => file.Length > 0))
            photos.Add(await Content(file, mostBytes, cancellationToken));
        return photos.Count > 0 ? [.. photos] : throw new MoteException(ProblemCode.PhotoMissing, "No photo was chosen: choose a file, or take one with the camera.");
    }

    private static async Task<byte[]> Content(IFormFile file, int mostBytes, CancellationToken cancellationToken)
    {
        if (file.Length > mostBytes)
            throw new MoteException(ProblemCode.PhotoTooLarge, $"The photo has {file.Length:N0} bytes, at most {mostBytes:N0} are taken: choose a smaller one.", file.Length, mostBytes);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
