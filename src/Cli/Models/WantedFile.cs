namespace Mote.Cli.Models;

/// <summary>What a file must be before it takes its place.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
internal sealed record WantedFile(string Name, long Bytes, string Sha256);
