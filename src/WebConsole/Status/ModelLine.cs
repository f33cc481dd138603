namespace Mote.WebConsole.Status;

/// <summary>A model in use.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sha256">SHA-256 of its file.</param>
/// <param name="Remark">What else is to be known.</param>
public sealed record ModelLine(string Use, string Name, string Sha256, string? Remark);
