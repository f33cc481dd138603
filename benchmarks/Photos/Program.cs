using System.CommandLine;
using Mote.Photos.Conditions;
using Mote.Photos.Decisions;

// What becomes of photos as people take them. See README.md beside the benchmarks, and docs/photos.md.
var conditions = new Option<string[]>("--conditions") { Description = "Only conditions whose name holds one of these.", AllowMultipleArgumentsPerToken = true };
var enrolled = new Option<string>("--enrolled") { Description = "The condition of the photos that people are enrolled from.", DefaultValueFactory = _ => PhotoConditions.Upright };
var each = new Option<int>("--each") { Description = "Only every so many-th probe.", DefaultValueFactory = _ => 1 };
var decisions = new Command("decisions", "All probes of the shared photos in every condition, against everybody, beside the same photos as they are.") { conditions, enrolled, each };
decisions.SetAction(parsed =>
{
    var reference = PhotoConditions.All.Single(condition => condition.Name == parsed.GetValue(enrolled));
    DecisionTable.Write(Console.Out, reference, parsed.GetValue(each), parsed.GetValue(conditions) is { Length: > 0 } some
        ? condition => some.Any(part => condition.Name.Contains(part, StringComparison.Ordinal))
        : _ => true);
});
var command = new RootCommand("What becomes of photos as people take them.") { decisions };
return command.Parse(args).Invoke();
