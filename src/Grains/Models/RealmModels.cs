using Microsoft.Extensions.Options;
using Mote.Grains.Realms.Served;

namespace Mote.Grains.Models;

/// <summary>The models of each realm. Thread-safe.</summary>
/// <param name="sets">All of them.</param>
/// <param name="options">Which realm has which.</param>
/// <param name="made">The same of realms that were made at run time.</param>
public sealed class RealmModels(ModelSets sets, IOptions<ModelOptions> options, RealmBook made)
{
    /// <summary>The models that a realm's people are enrolled and verified with.</summary>
    /// <param name="realm">The realm.</param>
    public ModelSet Of(string realm) => (options.Value.Realms.GetValueOrDefault(realm)?.Models ?? made.Of(realm)?.Models) is { } name ? sets.Find(name)! : sets.Common;
}
