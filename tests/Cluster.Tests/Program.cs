using System.Globalization;
using Mote.Cluster.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is ["join", var port, var name, var identity])
{
    // At once: a host that hangs in its start is not waited for.
    Environment.Exit(await Intruder.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), name, identity));
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
