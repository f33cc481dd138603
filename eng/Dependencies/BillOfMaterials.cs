using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mote.Dependencies;

/// <summary>
/// A bill of materials (CycloneDX) that only changes when what it lists does: without times, serial numbers and prose, and
/// without addresses, which are those of wherever a package was restored from.
/// </summary>
internal sealed class BillOfMaterials
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Kept = ["type", "bom-ref", "name", "version", "scope", "hashes", "licenses", "purl"];

    private readonly JsonNode _bill;

    private BillOfMaterials(JsonNode bill) => _bill = bill;

    public string Text => _bill.ToJsonString(Written) + "\n";

    /// <summary>The packages with their licences, as SPDX names.</summary>
    public IReadOnlyDictionary<Package, string> Licences => _bill["components"]!.AsArray().ToDictionary(
        component => new Package((string)component!["name"]!, (string)component["version"]!),
        component => string.Join(" or ", component!["licenses"]!.AsArray().Select(Name)));

    public static BillOfMaterials Read(string text) => new(JsonNode.Parse(text)!);

    /// <summary>Takes over what CycloneDX wrote.</summary>
    /// <param name="generated">What it wrote.</param>
    /// <param name="packages">Where licences are that it does not know.</param>
    /// <exception cref="InvalidDataException">A package states no licence that is known.</exception>
    public static BillOfMaterials Of(string generated, PackageFolder packages)
    {
        var bill = JsonNode.Parse(generated)!;
        bill["metadata"]!.AsObject().Remove("timestamp");
        bill["metadata"]!.AsObject().Remove("tools");
        bill.AsObject().Remove("serialNumber");
        foreach (var component in bill["components"]!.AsArray().Select(component => component!.AsObject()))
        {
            foreach (var name in component.Select(entry => entry.Key).Except(Kept).ToList())
                component.Remove(name);
            if (component["licenses"]?.AsArray().All(licence => licence!["expression"] is not null || licence["license"]!["id"] is not null) != true)
                component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = Inside(component, packages) } });
        }

        return new BillOfMaterials(bill);
    }

    private static string Inside(JsonObject component, PackageFolder packages)
    {
        var (name, version) = ((string)component["name"]!, (string)component["version"]!);
        return packages.LicenceInside(name, version) ?? throw new InvalidDataException($"{name} {version} states no licence that is known: read it, and teach PackageFolder to tell it.");
    }

    private static string Name(JsonNode? licence) => (string?)licence!["expression"] ?? (string)licence["license"]!["id"]!;
}
