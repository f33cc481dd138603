using System.CommandLine;

namespace Mote.Cli.Models;

/// <summary><c>mote models</c>.</summary>
internal static class ModelsCommand
{
    public static readonly Option<string> Folder = new("--to", "--models") { Description = "The folder of the models.", DefaultValueFactory = _ => "mote-models" };
    public static readonly Option<string?> Catalogue = new("--catalogue") { Description = "A catalogue file, in place of the one built in." };

    public static Command Create() => new("models", "Get a face detector and an embedder, and check them.")
    {
        ModelsList.Create(),
        ModelsGet.Create(),
        ModelsVerify.Create(),
        ModelsAdd.Create(),
    };
}
