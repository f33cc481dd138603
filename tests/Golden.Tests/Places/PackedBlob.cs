namespace Mote.Golden.Tests.Places;

/// <summary>All of a blob but its content, which lies in the archive beside it.</summary>
/// <param name="Name">The blob's name, which no file could have.</param>
/// <param name="Entry">The archive's entry with its content.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="Metadata">Its metadata.</param>
internal sealed record PackedBlob(string Name, string Entry, string ContentType, IDictionary<string, string> Metadata);
