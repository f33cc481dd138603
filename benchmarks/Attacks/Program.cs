using System.CommandLine;
using Mote.Attacks;
using Mote.Evaluation.Privacy;
using Mote.Evaluation.Protocol;

// Each attack of the privacy audit beside what libraries have in its place, on plain vector templates. See README.md beside the benchmarks.
var embeddings = new Option<string?>("--embeddings") { Description = "A NumPy file of embeddings, with --labels; without it people are drawn who do not exist." };
var labels = new Option<string?>("--labels") { Description = "The CSV file that says who is on each." };
var attacks = new Option<string[]>("--attacks") { Description = "Only these attacks.", AllowMultipleArgumentsPerToken = true };
var people = new Option<string?>("--people") { Description = "A folder where the embeddings and labels of the drawn people are left, for 'mote audit privacy'; nothing is measured." };
var command = new RootCommand("Each attack of the privacy audit beside what libraries have in its place.") { embeddings, labels, attacks, people };
command.SetAction(parsed =>
{
    var set = (parsed.GetValue(embeddings), parsed.GetValue(labels)) is ({ } rows, { } names) ? EvaluationSet.Read(rows, names, "gender") : DrawnPeople.Embed();
    if (parsed.GetValue(people) is { } folder)
    {
        DrawnPeople.Write(set, folder);
        return;
    }

    var only = parsed.GetValue(attacks) is { Length: > 0 } some ? some : null;
    foreach (var line in Tournament.Of(set, family => only?.Contains(family) != false))
        Console.WriteLine(line);
});
return command.Parse(args).Invoke();
