namespace Mote.Protocol;

/// <summary>Whether the same request is worth sending again as it is.</summary>
public enum ProblemRetry
{
    /// <summary>No: it would be refused again, until something else has changed.</summary>
    No,

    /// <summary>After a moment, and by a program of itself: <c>Retry-After</c> says when.</summary>
    Soon,

    /// <summary>Once something has ended that may take long: whoever asked decides whether to wait.</summary>
    Later,
}
