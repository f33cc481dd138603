using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Mote.Benchmarks;

// In this process, which knows where libtorch is staged. Ratios to the baseline of the same run are what counts.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromAssembly(typeof(ScoringBenchmarks).Assembly)
    .Run(args, DefaultConfig.Instance.AddJob(job).HideColumns(Column.Error, Column.StdDev, Column.Job));
