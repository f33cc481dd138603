namespace Mote.Cli.Demo;

/// <summary>How large a demo is, and what it asks for.</summary>
internal sealed record DemoOptions(int People, int Strangers, double Target, int? CohortLimit, ulong Seed);
