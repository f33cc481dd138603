using System.Globalization;
using Mote.Cluster.Tests;
using Xunit.MicrosoftTestingPlatform;

if (args is ["join", var port, var name, var identity])
{
    // At once: a host that hangs in its start is not waited for.
    Environment.Exit(await Intruder.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), name, identity));
}

return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
