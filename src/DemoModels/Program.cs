using System.CommandLine;
using Mote.DemoModels;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

var size = new BuildSize();
var folder = new Option<string>("--out") { Description = "Where the models are written.", DefaultValueFactory = _ => "models" };
var seed = new Option<ulong>("--seed") { Description = "Makes the training repeatable.", DefaultValueFactory = _ => 1 };
var people = new Option<int>("--people") { Description = "People the embedder learns from.", DefaultValueFactory = _ => size.EmbedderPeople };
var photos = new Option<int>("--photos") { Description = "Photos of each.", DefaultValueFactory = _ => size.EmbedderPhotos };
var epochs = new Option<int>("--epochs") { Description = "How often the embedder sees each.", DefaultValueFactory = _ => size.EmbedderEpochs };
var build = new Command("build", "Train the demo models, make the demo cohort, and measure both.") { folder, seed, people, photos, epochs };
build.SetAction((parsed, stop) => Task.Run(
    () =>
    {
        var asked = size with { EmbedderPeople = parsed.GetValue(people), EmbedderPhotos = parsed.GetValue(photos), EmbedderEpochs = parsed.GetValue(epochs) };
        new DemoModelsBuild(asked, parsed.GetValue(seed), Console.WriteLine).Run(parsed.GetRequiredValue(folder), stop);
    },
    stop));

var cohort = new Command("cohort", "Make the demo cohort again with the models there are, as a change of the method asks for, and measure both.") { folder, seed };
cohort.SetAction((parsed, stop) => Task.Run(() => new DemoModelsBuild(size, parsed.GetValue(seed), Console.WriteLine).MakeCohort(parsed.GetRequiredValue(folder), stop), stop));

var sheetFile = new Argument<string>("file") { Description = "The JPEG file to write." };
var sheet = new Command("sheet", "Draw a contact sheet of synthetic people.") { sheetFile };
sheet.SetAction(parsed => File.WriteAllBytes(parsed.GetRequiredValue(sheetFile), ContactSheet.Of([.. Enumerable.Range(0, 8).Select(number => Person.Of(Populations.Demo, number))], 8, 112)));

return await new RootCommand("The models that the project trains itself, on synthetic people.") { build, cohort, sheet }.Parse(args).InvokeAsync();
