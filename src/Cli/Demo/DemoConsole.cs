namespace Mote.Cli.Demo;

/// <summary>The console that a demo leaves running, with its people in it.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Key">What it asks for; it ends with the demo.</param>
/// <param name="Photos">The folder of photos to try.</param>
internal sealed record DemoConsole(string Address, string Key, string Photos);
