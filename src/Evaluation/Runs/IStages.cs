namespace Mote.Evaluation.Runs;

/// <summary>Shows what a long run is doing.</summary>
public interface IStages
{
    /// <summary>Runs one stage and shows how far it has come.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Tells how much of it is done, 0 to 1.</param>
    Task<T> Run<T>(string title, Func<IProgress<double>, T> work);
}
