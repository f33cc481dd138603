using Mote.Storage.Tests;
using Mote.Storage.Tests.Claims;
using Mote.Storage.Tests.Sqlite;
using Mote.Tests;
using Xunit;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

if (args is ["hold-until-killed", var held])
    return await HoldingProcess.RunAsync(held);
if (args is ["write-until-killed", var path])
    return await AcknowledgingWriter.RunAsync(path);

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
