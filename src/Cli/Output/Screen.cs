using System.Text.Json;
using Spectre.Console;

namespace Mote.Cli.Output;

/// <summary>
/// What people see, or with <c>--json</c> what programs read: then standard output is exactly one JSON document and
/// everything else goes to standard error.
/// </summary>
internal sealed class Screen(bool json)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // A log has no edge to wrap at.
    private const int LogWidth = 240;

    private readonly TextWriter _lines = json ? Console.Error : Console.Out;
    private readonly IAnsiConsole _people = Open(json);

    public bool IsJson => json;

    public IAnsiConsole People => _people;

    /// <summary>One line for people. Not broken at the terminal's edge, so that a key or a command can be copied whole.</summary>
    public void Say(string line) => _lines.WriteLine(line);

    /// <summary>The result: for programs the value, for people the line.</summary>
    public void Result<T>(T value, string line)
    {
        if (json)
            Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));
        else
            Say(line);
    }

    /// <summary>What failed: for people a line of standard error, for programs the document as well.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(CommandFailure failure)
    {
        if (json)
            Console.Out.WriteLine(JsonSerializer.Serialize(new { failure.Code, failure.Message, failure.RetryAfter }, Json));
        Console.Error.WriteLine(failure.Message);
        return failure.Exit;
    }

    /// <summary>Runs work that takes a while, with a bar for people.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Tells the bar how far it has come, 0 to 1.</param>
    public async Task<T> Progress<T>(string title, Func<IProgress<double>, Task<T>> work) => await _people.Progress()
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
        .StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(title), maxValue: 1);
            var result = await work(new Bar(task));
            task.Value = 1;
            return result;
        });

    private static IAnsiConsole Open(bool json)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(json ? Console.Error : Console.Out) });
        if (json ? Console.IsErrorRedirected : Console.IsOutputRedirected)
            console.Profile.Width = LogWidth;
        return console;
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = Math.Max(task.Value, value);
    }
}
