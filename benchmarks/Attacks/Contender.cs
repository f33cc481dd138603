using Mote.Evaluation.Attacks;

namespace Mote.Attacks;

/// <summary>One way to make an attack.</summary>
/// <param name="Family">The attack.</param>
/// <param name="By">Who made it.</param>
/// <param name="Prepare">Computes what does not depend on labels.</param>
internal sealed record Contender(string Family, string By, Func<AttackTask, IPreparedAttack> Prepare)
{
    /// <summary>What stands in the first row of a family.</summary>
    public const string Own = "Mote";

    public static Contender Of(string by, IGroupAttack attack) => new(attack.Name, by, task => attack.Prepare(task.Features, task.Folds));
}
