namespace Mote.Client.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Readme_ShowsTheDoorControllerThatCompilesHere()
    {
        var repository = (string)AppContext.GetData("Mote.Repository")!;
        var sample = File.ReadAllText(Path.Combine(repository, "tests", "Client.Tests", "Samples", "DoorController.cs"));
        Assert.Contains($"```csharp\n{sample}```", File.ReadAllText(Path.Combine(repository, "README.md")), StringComparison.Ordinal);
    }
}
