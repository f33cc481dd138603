using Mote.Tests;

namespace Mote.Silo.Tests.Starts;

/// <summary>One way to start a silo wrongly, and what it has to say of it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Setting">The setting that is wrong; a semicolon between several.</param>
/// <param name="Value">What it is set to, each with its own; FOLDER stands for the silo's.</param>
/// <param name="Said">What has to be in the line.</param>
public sealed record WrongStart(string Name, string Setting, string Value, string Said)
{
    /// <summary>What is done to the silo's folder first.</summary>
    public Action<SiloPlan>? Prepare { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The plan of a silo that starts, made wrong.</summary>
    public SiloPlan Of(SiloPlan right)
    {
        Prepare?.Invoke(right);
        return Setting is ""
            ? right
            : right.With(Setting.Split(';').Zip(Value.Split(';'), (setting, value) => (setting, (string?)value.Replace("FOLDER", right.Folder, StringComparison.Ordinal))));
    }
}
