namespace Mote.WebConsole.Privacy;

/// <summary>What one attacker learns from one kind of template; a figure that does not apply is null.</summary>
/// <param name="Template">What is attacked.</param>
/// <param name="Attacker">What the attacker has.</param>
/// <param name="Best">The attack that told groups best.</param>
/// <param name="BalancedAccuracy">With what balanced accuracy.</param>
/// <param name="BalancedAccuracyUnderPermutation">The same by luck.</param>
/// <param name="PermutationP">The share of label permutations that do as well.</param>
/// <param name="DSys">How well two realms are linked, 0 to 1.</param>
/// <param name="InvertedAccepted">The share of recovered vectors that are accepted.</param>
/// <param name="InvertedAcceptedBound">At most so many, where none was.</param>
/// <param name="LockoutBankMatched">The share of people whom a bank of faces opens before lockout.</param>
/// <param name="LockoutBankMatchedBound">At most so many, where none was.</param>
public sealed record AttackFigures(
    string Template,
    string Attacker,
    string? Best,
    double? BalancedAccuracy,
    double? BalancedAccuracyUnderPermutation,
    double? PermutationP,
    double? DSys,
    double? InvertedAccepted,
    double? InvertedAcceptedBound,
    double? LockoutBankMatched,
    double? LockoutBankMatchedBound);
