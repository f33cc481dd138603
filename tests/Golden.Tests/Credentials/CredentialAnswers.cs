using System.Text.Json.Nodes;

namespace Mote.Golden.Tests.Credentials;

/// <summary>What the silo that wrote the store answered about it.</summary>
/// <param name="Made">When.</param>
/// <param name="Store">SHA-256 of the store's file.</param>
/// <param name="Secrets">The API keys that were made, by name, those that were revoked among them.</param>
/// <param name="Answers">The body of each route, by who asked and what.</param>
/// <param name="SessionKeys">What the framework keeps to protect sessions.</param>
internal sealed record CredentialAnswers(
    DateTimeOffset Made, string Store, SortedDictionary<string, string> Secrets, SortedDictionary<string, JsonNode> Answers, string[] SessionKeys);
