using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Settings;
using Mote.Protocol;

namespace Mote.Silo.Requests;

/// <summary>The fields of a form that a route takes, as the class says that its document shows: one that is misspelt would count for nothing.</summary>
/// <param name="names">What they are called.</param>
internal sealed class FormFields(IReadOnlyList<string> names)
{
    /// <summary>Those that a photo which is sent alone, without fields beside it, may have in the query. The others say something of a person, or of how one is enrolled, and addresses are kept by whatever they pass.</summary>
    public static readonly string[] InTheQuery = ["force", "targetFalseMatchRate"];

    private const int MostShown = 40;

    private static readonly ConcurrentDictionary<Type, FormFields> ByForm = new();

    /// <summary>Those of the route that answers.</summary>
    public static FormFields Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } form
        ? ByForm.GetOrAdd(form, static type => new FormFields([.. type.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))]))
        : throw new InvalidOperationException("A route that reads a form says which.");

    /// <summary>Refuses a field that there is not.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="isFile">Whether it is a file.</param>
    /// <exception cref="MoteException">There is none of that name (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public void Require(string name, bool isFile)
    {
        if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            return;
        var shown = name.Length > MostShown ? name[..MostShown] + "..." : name;
        throw new MoteException(ProblemCode.InvalidRequest, isFile
            ? $"The form has a file '{shown}', and the photo is looked for in a file 'photo': name it so, with curl as -F photo=@FILE."
            : $"There is no field '{shown}'{(NearestName.Of(name, names) is { } nearest ? $": did you mean '{nearest}'?" : $": there are {string.Join(", ", names)}.")}");
    }
}
