namespace Mote.Recognition.Synthesis;

/// <summary>
/// Which group each sample is drawn from. Shares are exact up to rounding, not binomial, so that a balance means the
/// same in every enrolment.
/// </summary>
internal static class GroupQuota
{
    /// <summary>Assigns groups to samples, spread evenly so that every batch has the balance.</summary>
    /// <param name="balance">The share of group 0, 0 to 1; the rest is spread evenly over the others.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="samples">One group a sample, overwritten.</param>
    public static void Assign(double balance, int groups, Span<byte> samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(balance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(balance, 1);
        if (groups == 1)
        {
            samples.Clear();
            return;
        }

        var others = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var isFirst = Math.Round((i + 1) * balance, MidpointRounding.AwayFromZero) > Math.Round(i * balance, MidpointRounding.AwayFromZero);
            samples[i] = isFirst ? (byte)0 : (byte)(1 + others++ % (groups - 1));
        }
    }
}
