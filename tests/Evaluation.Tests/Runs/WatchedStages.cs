using System.Collections.Concurrent;
using Mote.Evaluation.Runs;

namespace Mote.Evaluation.Tests.Runs;

/// <summary>Counts what each stage reports, and tells somebody of it.</summary>
internal sealed class WatchedStages(Action<string, double>? told = null) : IStages
{
    public ConcurrentDictionary<string, int> Reports { get; } = new();

    public Task<T> Run<T>(string title, Func<IProgress<double>, T> work) => Task.Run(() => work(new Progress(this, title)));

    private sealed class Progress(WatchedStages stages, string title) : IProgress<double>
    {
        public void Report(double value)
        {
            stages.Reports.AddOrUpdate(title, 1, (_, count) => count + 1);
            stages.Tell(title, value);
        }
    }

    private void Tell(string title, double value) => told?.Invoke(title, value);
}
