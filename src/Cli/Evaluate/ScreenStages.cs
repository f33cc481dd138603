using Mote.Cli.Output;
using Mote.Evaluation.Runs;

namespace Mote.Cli.Evaluate;

/// <summary>Shows the stages of a run as bars with the time left.</summary>
internal sealed class ScreenStages(Screen screen) : IStages
{
    public Task<T> Run<T>(string title, Func<IProgress<double>, T> work) => screen.Progress(title, progress => Task.Run(() => work(progress)));
}
