using Mote.Recognition.Certification;

namespace Mote.WebConsole.Fairness;

/// <summary>Two networks trained from one photo that differ in the balance alone, measured and thrown away.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="BalanceBefore">The balance of the first.</param>
/// <param name="Before">What the first reached.</param>
/// <param name="BalanceAfter">The balance of the second.</param>
/// <param name="After">What the second reached, on the same strangers and samples.</param>
public sealed record BalanceTrial(string Recipe, double BalanceBefore, Certificate Before, double BalanceAfter, Certificate After);
