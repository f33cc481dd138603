using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.WebConsole.Problems;

/// <summary>A refusal on a page, in the words of the table.</summary>
/// <param name="Type">What its code means.</param>
/// <param name="Detail">What was wrong, with what was measured.</param>
public sealed record Refusal(ProblemType Type, string Detail)
{
    /// <summary>A refusal by a grain.</summary>
    internal static Refusal Of(MoteException failure) => new(ProblemTypes.Of(failure.Code), failure.Message);

    /// <summary>A refusal of something that ended in it.</summary>
    internal static Refusal Of(Problem problem) => new(ProblemTypes.Of(problem.Code), problem.Detail);

    /// <summary>Whether the form that was sent shows it, to be mended and sent again. What the service itself lacks is logged, and has a page of its own.</summary>
    internal static bool BelongsToTheForm(MoteException failure) =>
        failure.Kind is not (ProblemKind.Unavailable or ProblemKind.Damaged or ProblemKind.MasterKey or ProblemKind.Internal);
}
