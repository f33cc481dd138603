using Mote.Cli.Photos;
using Mote.Protocol;

namespace Mote.Cli.Demo;

/// <summary>What became of the enrolments.</summary>
/// <param name="Identities">Who was enrolled, by the photo.</param>
/// <param name="Milliseconds">How long each took, as the client saw it.</param>
/// <param name="Failures">Failures to enrol, by code.</param>
internal sealed record Enrolled(Dictionary<LabelledPhoto, Identity> Identities, List<double> Milliseconds, SortedDictionary<string, int> Failures);
