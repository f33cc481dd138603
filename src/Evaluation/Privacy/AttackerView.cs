using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Privacy;

/// <summary>What an attacker of the store sees of a template.</summary>
/// <param name="Attacker">Who, as <see cref="PrivacyFigures.Attacker"/> says it.</param>
/// <param name="Held">The network in the coordinates he sees.</param>
/// <param name="Calibration">What is personal beside it and lies open to him.</param>
internal sealed record AttackerView(string Attacker, Func<AuditedTemplate, HeldTemplate> Held, Func<AuditedTemplate, IReadOnlyList<float>> Calibration)
{
    /// <summary>The store, without the master key.</summary>
    public static AttackerView Store { get; } = new("store", template => template.Stored, _ => []);

    /// <summary>The store and all keys.</summary>
    public static AttackerView StoreAndKeys { get; } = new("store-and-keys", template => template.Opened.Template, template => template.Opened.Calibration);
}
