namespace Mote.Evaluation.Protocol;

/// <summary>A person who is enrolled and probed.</summary>
/// <param name="Identity">Who.</param>
/// <param name="Group">The attribute group.</param>
/// <param name="References">The photos labelled for enrolment, by their place in the set; at least one.</param>
/// <param name="Probes">All other photos of the person, by their place in the set.</param>
public sealed record Subject(string Identity, string Group, IReadOnlyList<int> References, IReadOnlyList<int> Probes)
{
    /// <summary>All photos, those for enrolment first.</summary>
    public IReadOnlyList<int> Photos { get; } = [.. References, .. Probes];
}
