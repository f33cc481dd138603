namespace Mote.Tests;

/// <summary>The pinned npm package, installed into tests/Azurite once a checkout however many test projects ask at the same time.</summary>
public static class AzuriteInstallation
{
    /// <summary>The path of one of its programs; skips the running test where Node.js or npm is missing.</summary>
    public static async Task<string> ProgramAsync(string name, CancellationToken cancellationToken)
    {
        var folder = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "tests", "Azurite");
        var program = Path.Combine(folder, "node_modules", ".bin", OperatingSystem.IsWindows() ? $"{name}.cmd" : name);
        // npm writes this last, so that an installation cut short is not taken for one.
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        using (await FileLock.TakeAsync(Path.Combine(folder, "node_modules.lock"), cancellationToken))
        {
            if (!File.Exists(installed) || !File.Exists(program))
                await InstallAsync(folder, cancellationToken);
        }

        // The program is a script that names node; without node it would start and end with an error of its own.
        using var node = AzuriteServer.Start("node", ["--version"]);
        await node.WaitForExitAsync(cancellationToken);
        return program;
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        using var npm = AzuriteServer.Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], folder);
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"'npm ci' in {folder} ended with {npm.ExitCode}: {await output} {await errors}");
    }
}
