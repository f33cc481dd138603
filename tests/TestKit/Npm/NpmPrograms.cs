namespace Mote.Tests;

/// <summary>Pinned npm packages, installed into their folder below tests once a checkout however many test projects ask at the same time.</summary>
public static class NpmPrograms
{
    /// <summary>The path of one of their programs; skips the running test where Node.js or npm is missing.</summary>
    /// <param name="folder">The folder of <c>package.json</c>, below tests.</param>
    /// <param name="name">The program.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task<string> Find(string folder, string name, CancellationToken cancellationToken)
    {
        var packages = FolderOf(folder);
        var program = Path.Combine(packages, "node_modules", ".bin", OperatingSystem.IsWindows() ? $"{name}.cmd" : name);
        // npm writes this last, so that an installation cut short is not taken for one.
        var installed = Path.Combine(packages, "node_modules", ".package-lock.json");
        using (await FileLock.TakeAsync(Path.Combine(packages, "node_modules.lock"), cancellationToken))
        {
            if (!File.Exists(installed) || !File.Exists(program))
                await Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], packages, cancellationToken);
        }

        // The program is a script that names node; without node it would start and end with an error of its own.
        using var node = AzuriteServer.Start("node", ["--version"]);
        await node.WaitForExitAsync(cancellationToken);
        return program;
    }

    /// <summary>A folder below tests.</summary>
    public static string FolderOf(string folder) => Path.Combine((string)AppContext.GetData("Mote.Repository")!, "tests", folder);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has what it wrote.</exception>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        using var process = AzuriteServer.Start(program, arguments, folder);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"'{program}' in {folder} ended with {process.ExitCode}: {await output} {await errors}");
    }
}
