using Mote.Protocol;

namespace Mote.Service.Trials;

/// <summary>Two networks trained from one photo that differ in the balance alone, measured and thrown away.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="TargetFalseMatchRate">The rate that would decide.</param>
/// <param name="BalanceBefore">The balance of the first.</param>
/// <param name="Before">What the first reached.</param>
/// <param name="BalanceAfter">The balance of the second.</param>
/// <param name="After">What the second reached, on the same strangers and samples.</param>
public sealed record BalanceTrial(string Recipe, double TargetFalseMatchRate, double BalanceBefore, CertificateFigures Before, double BalanceAfter, CertificateFigures After);
