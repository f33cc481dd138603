namespace Mote.Cli.Models;

/// <summary>What was found about one file.</summary>
/// <param name="File">Its name in the folder.</param>
/// <param name="State">How it fares.</param>
/// <param name="Model">Its name in the catalogue; null if it is not from there.</param>
/// <param name="Detail">What that rests on, or what is wrong and how to mend it.</param>
internal sealed record ModelVerdict(string File, ModelState State, string? Model, string Detail);
