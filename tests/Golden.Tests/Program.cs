using Mote.Golden.Tests.Credentials;
using Mote.Golden.Tests.Making;
using Mote.Tests;
using Xunit;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

if (args is ["make", var version])
    return await Maker.Run(version);
if (args is ["make-credentials", var of])
    return await CredentialMaking.Run(of);

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, Mote.Golden.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
