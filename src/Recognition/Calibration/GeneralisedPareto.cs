namespace Mote.Recognition.Calibration;

/// <summary>
/// The generalised Pareto distribution of excesses over a high threshold (Pickands 1975; Coles 2001, section 4.2):
/// <c>P(X > x) = (1 + Shape x / Scale)^(-1 / Shape)</c>, and <c>exp(-x / Scale)</c> for shape 0.
/// </summary>
/// <param name="Shape">Negative: bounded; 0: exponential; positive: heavier.</param>
/// <param name="Scale">Positive.</param>
public readonly record struct GeneralisedPareto(double Shape, double Scale)
{
    private const int GridSteps = 40;

    // Below this the curve and its exponential limit agree to
    // more digits than any fit has.
    private const double NearlyExponential = 1e-8;

    /// <summary>The share of the distribution above <paramref name="x"/>, for x of at least 0.</summary>
    public double Survival(double x)
    {
        if (Math.Abs(Shape) < NearlyExponential)
            return Math.Exp(-x / Scale);
        var within = Shape * x / Scale;
        return within <= -1 ? 0 : Math.Exp(-LogarithmOfOnePlus(within) / Shape);
    }

    /// <summary>The x with <paramref name="survival"/> of the distribution above it, for shares above 0 and at most 1.</summary>
    public double Quantile(double survival) => Math.Abs(Shape) < NearlyExponential
        ? -Scale * Math.Log(survival)
        : Scale / Shape * ExponentialLessOne(-Shape * Math.Log(survival));

    /// <summary>The mean log-likelihood of excesses; minus infinity if one cannot occur.</summary>
    public double MeanLogLikelihood(ReadOnlySpan<double> excesses)
    {
        var sum = 0.0;
        foreach (var x in excesses)
        {
            if (Math.Abs(Shape) < NearlyExponential)
            {
                sum += x / Scale;
                continue;
            }

            var within = Shape * x / Scale;
            if (within <= -1)
                return double.NegativeInfinity;
            sum += (1 + 1 / Shape) * LogarithmOfOnePlus(within);
        }

        return -Math.Log(Scale) - sum / excesses.Length;
    }

    /// <summary>
    /// Maximum likelihood over shapes from -0.5, below which it does not exist, to 1. For a given ratio
    /// theta = shape / scale the best shape is the mean of log(1 + theta x) (Grimshaw 1993, "Computing Maximum
    /// Likelihood Estimates for the Generalized Pareto Distribution"), so one dimension is searched.
    /// </summary>
    /// <param name="excesses">At least 10 positive excesses.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static GeneralisedPareto Fit(double[] excesses)
    {
        ArgumentNullException.ThrowIfNull(excesses);
        if (excesses.Length < 10)
            throw new ArgumentException($"{excesses.Length} excesses do not make a tail: at least 10 are needed.", nameof(excesses));

        // theta = (e^u - 1) / largest runs from just above -1 / largest, where the largest excess would be impossible.
        var largest = excesses.Max();
        var (low, high) = (-12.0, 8.0);
        for (var step = (high - low) / GridSteps; step > 1e-7; step = 4 * step / GridSteps)
        {
            var at = low;
            var best = (LogLikelihood: double.NegativeInfinity, U: low);
            for (; at <= high; at += step)
            {
                var likelihood = Profile(at).MeanLogLikelihood(excesses);
                if (likelihood > best.LogLikelihood)
                    best = (likelihood, at);
            }

            (low, high) = (best.U - 2 * step, best.U + 2 * step);
        }

        return Profile((low + high) / 2);

        GeneralisedPareto Profile(double u)
        {
            var theta = (Math.Exp(u) - 1) / largest;
            if (Math.Abs(theta * largest) < NearlyExponential)
                return new GeneralisedPareto(0, excesses.Average());
            var shape = Math.Clamp(excesses.Average(x => LogarithmOfOnePlus(theta * x)), -0.5, 1);
            return new GeneralisedPareto(shape, shape / theta);
        }
    }

    // Both keep the digits of a small x, which 1 + x rounds away: the same rounding is divided out again (Kahan; Goldberg
    // 1991, "What Every Computer Scientist Should Know About Floating-Point Arithmetic", theorem 4).
    private static double LogarithmOfOnePlus(double x)
    {
        var rounded = 1 + x;
        return rounded == 1 ? x : Math.Log(rounded) * x / (rounded - 1);
    }

    private static double ExponentialLessOne(double x)
    {
        var rounded = Math.Exp(x);
        return rounded == 1 ? x : rounded - 1 == -1 ? -1 : (rounded - 1) * x / Math.Log(rounded);
    }
}
