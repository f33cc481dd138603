using Mote.Portraits.Photos;

namespace Mote.Cli.Demo;

/// <summary>The photos that people were enrolled from, on one picture.</summary>
/// <param name="Photos">How many.</param>
/// <param name="Picture">A JPEG.</param>
public sealed record DemoSheet(int Photos, byte[] Picture)
{
    private const int Columns = 10;
    private const int PhotoSize = 84;

    internal static DemoSheet Of(DemoPlan plan) => new(
        plan.References.Count, ContactSheet.Of(plan.References.Select(reference => File.ReadAllBytes(reference.Path)), Columns, PhotoSize));
}
