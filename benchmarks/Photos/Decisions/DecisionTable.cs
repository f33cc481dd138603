using Mote.Photos.Conditions;

namespace Mote.Photos.Decisions;

/// <summary>Every condition beside the photos as they are.</summary>
internal static class DecisionTable
{
    public static void Write(TextWriter to, PhotoCondition reference, int each, Func<PhotoCondition, bool> only)
    {
        using var pipeline = Models.Open();
        var enrolled = EnrolledPeople.Enrol(EnrolledPeople.Pack(), pipeline, reference.Of, each);
        to.WriteLine($"{enrolled.People.Count} people enrolled from photos {reference.Name}, of whom {enrolled.People.Count(person => person.Template is null)} failed to enrol ({string.Join(", ", enrolled.People.Where(person => person.Refusal is not null).CountBy(person => person.Refusal!.Value))}); {enrolled.Probes.Count} probes.");
        var upright = ConditionFigures.Of(enrolled, pipeline, PhotoConditions.All[0].Of);
        to.WriteLine("| condition | matches | of upright's | the same decision | lost of upright's | strangers accepted | refused |");
        to.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var condition in PhotoConditions.All.Where(only))
        {
            var figures = ConditionFigures.Of(enrolled, pipeline, condition.Of);
            to.WriteLine($"| {condition.Name} | {figures.Matches} | {Paired.Matches(figures, upright)} | {Paired.Agreement(figures, upright)} | {Paired.Lost(figures, upright)} | {figures.Accepted} of {figures.Strangers} | {figures.Refused}: {figures.Reasons} |");
        }
    }
}
