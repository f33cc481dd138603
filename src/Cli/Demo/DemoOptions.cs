using Mote.Cli.Models;

namespace Mote.Cli.Demo;

/// <summary>What a demo runs on.</summary>
internal sealed record DemoOptions(
    ModelFiles Models, string Photos, string Labels, string Group, int People, int Strangers, double Target, int? CohortLimit, ulong Seed);
