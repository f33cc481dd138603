using Mote.Vision;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Photos.Decisions;

/// <summary>All probes in one condition.</summary>
/// <param name="Outcomes">One a probe, in the order of <see cref="EnrolledPeople.Probes"/>.</param>
internal sealed record ConditionFigures(IReadOnlyList<ProbeOutcome> Outcomes)
{
    public static ConditionFigures Of(EnrolledPeople enrolled, FacePipeline pipeline, Func<byte[], byte[]> photo)
    {
        var places = enrolled.People.Select((person, place) => (person.Identity, place)).ToDictionary(person => person.Identity, person => person.place);
        var outcomes = new ProbeOutcome[enrolled.Probes.Count];
        Parallel.For(0, outcomes.Length, Cores.All, i =>
        {
            var person = places[enrolled.Probes[i].Identity];
            var others = enrolled.People.Where((other, place) => place != person && other.Template is not null).Count();
            var reading = pipeline.Read(photo(EnrolledPeople.File(enrolled.Probes[i])), CancellationToken.None);
            if (reading is FaceReading face)
            {
                var taken = enrolled.Decide(face.Embedding);
                outcomes[i] = new ProbeOutcome(person, taken[person], null, others, taken.Count(is_ => is_) - (taken[person] ? 1 : 0), face.Quality.Brightness);
            }
            else
            {
                outcomes[i] = new ProbeOutcome(person, false, ((PhotoRefusal)reading).Reason, 0, 0, null);
            }
        });
        return new ConditionFigures(outcomes);
    }

    public int Matches => Outcomes.Count(outcome => outcome.IsMatch);

    public int Refused => Outcomes.Count(outcome => outcome.Refusal is not null);

    public long Strangers => Outcomes.Sum(outcome => (long)outcome.Compared);

    public int Accepted => Outcomes.Sum(outcome => outcome.Accepted);

    /// <summary>Refusals by reason, in words.</summary>
    public string Reasons => string.Join(", ", Outcomes.Where(outcome => outcome.Refusal is not null).CountBy(outcome => outcome.Refusal!.Value)
        .OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value} {reason.Key}"));
}
