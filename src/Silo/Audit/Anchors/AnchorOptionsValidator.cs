using Microsoft.Extensions.Options;
using Mote.Silo.Hosting;

namespace Mote.Silo.Audit.Anchors;

/// <summary>What is noted beside the store is put back with it, and what goes over an open line can be read.</summary>
internal sealed class AnchorOptionsValidator(IOptions<StorageSettings> storage) : IValidateOptions<AnchorOptions>
{
    public ValidateOptionsResult Validate(string? name, AnchorOptions options)
    {
        List<string> wrong = [];
        if (options.File is { } file && FaultOf(file) is { } fault)
            wrong.Add($"Mote:Audit:Anchors:File is '{file}': {fault}");
        if (options.Webhook is { } address && !(address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))))
            wrong.Add("Mote:Audit:Anchors:Webhook is no https address, nor http on a loopback address: give one.");
        return wrong is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private string? FaultOf(string file)
    {
        if (!Path.IsPathFullyQualified(file))
            return "give its whole path.";
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is null || Directory.Exists(file))
            return "that is a folder: name a file.";
        // Made here it might be where something is to be mounted.
        if (!Directory.Exists(folder))
            return $"there is no folder '{folder}': make it, or mount it.";
        return storage.Value.Provider == "sqlite" && IsWithin(folder, Path.GetDirectoryName(Path.GetFullPath(storage.Value.Sqlite.Path))!)
            ? "it lies within the folder of the store, and would be put back with it: name one elsewhere, best on another disk."
            : null;
    }

    private static bool IsWithin(string folder, string data)
    {
        var (inner, outer) = (Real(folder), Real(data));
        return inner == outer || inner.StartsWith(outer.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    // A link elsewhere that leads into the store's folder is within it.
    private static string Real(string folder)
    {
        var at = Path.GetFullPath(folder);
        for (var above = new DirectoryInfo(at); above is not null; above = above.Parent)
        {
            if (above.Exists && above.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                return Real(Path.Combine(target.FullName, Path.GetRelativePath(above.FullName, at)));
        }

        return at;
    }
}
