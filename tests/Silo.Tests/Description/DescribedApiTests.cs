using System.Text.Json;
using Mote.Tests;

namespace Mote.Silo.Tests.Description;

/// <summary>That an answer which is not described is found.</summary>
public sealed class DescribedApiTests
{
    private static readonly DescribedApi Api = new(JsonDocument.Parse(
        """
        {
          "paths": {
            "/people/{name}": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Person" } } } } } } },
            "/people/all": { "get": { "responses": { "2XX": { "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Person" } } } } } } } }
          },
          "components": { "schemas": { "Person": { "type": "object", "required": ["name"], "properties": {
            "name": { "type": "string" }, "age": { "type": "integer" }, "kind": { "enum": ["short", "tall"] }, "next": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Person" }] } } } } }
        }
        """).RootElement);

    [Theory]
    [InlineData("/people/ada", 200, """{ "name": "ada", "age": 3, "kind": "tall", "next": { "name": "bob", "next": null } }""", null)]
    [InlineData("/people/all", 201, """[{ "name": "ada" }]""", null)]
    [InlineData("/doors/north", 200, "1", null)]
    [InlineData("/people/ada", 200, """{ "age": 3 }""", "/name is not there")]
    [InlineData("/people/ada", 200, """{ "name": "ada", "age": "3" }""", "/age is String")]
    [InlineData("/people/ada", 200, """{ "name": "ada", "age": 3.5 }""", "/age is Number")]
    [InlineData("/people/ada", 200, """{ "name": "ada", "kind": "wide" }""", "/kind is none of")]
    [InlineData("/people/ada", 200, """{ "name": "ada", "score": 1 }""", "/score is described nowhere")]
    [InlineData("/people/ada", 200, """{ "name": "ada", "next": { "age": 3 } }""", "/next/name is not there")]
    [InlineData("/people/all", 200, """[{ "name": "ada" }, {}]""", "[1]/name is not there")]
    [InlineData("/people/ada", 404, "{}", "404 is no answer")]
    public void Fault_IsFound(string path, int status, string answer, string? expected)
    {
        var fault = Api.Fault("GET", path, status, "application/json", JsonDocument.Parse(answer).RootElement);
        if (expected is null)
            Assert.Null(fault);
        else
            Assert.Contains(expected, fault, StringComparison.Ordinal);
    }
}
