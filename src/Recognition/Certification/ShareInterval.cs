namespace Mote.Recognition.Certification;

/// <summary>
/// The 95 % interval of a share of errors: that over resamples of the people, where there are people to draw and errors to
/// draw with them. A resample of few errors knows no other number of them: there it is no narrower than Wilson's (1927) of the
/// comparisons.
/// </summary>
public static class ShareInterval
{
    /// <summary>With fewer errors a figure carries little.</summary>
    public const int FewErrors = 30;

    /// <summary>As many people have an interval over people; one who is drawn again and again is always the same.</summary>
    public const int FewestPeople = 2;

    /// <summary>The interval.</summary>
    /// <param name="resampled">That over resamples of the people; null where it has none.</param>
    /// <param name="errors">All comparisons, and how many went wrong.</param>
    /// <param name="people">How many people they are of.</param>
    /// <returns>The two ends; null of fewer than <see cref="FewestPeople"/>, and of no comparison.</returns>
    public static (double Low, double High)? Of((double Low, double High)? resampled, ErrorCount errors, int people)
    {
        if (people < FewestPeople || errors.Trials == 0)
            return null;
        if (errors.Errors >= FewErrors)
            return resampled;
        var (low, high) = errors.Wilson;
        return resampled is { } drawn ? (Math.Min(low, drawn.Low), Math.Max(high, drawn.High)) : (low, high);
    }
}
