namespace Mote.Recognition.Exclusion;

/// <summary>An exclusion that is not made; <see cref="Obstacle"/> says why.</summary>
public sealed class ExclusionException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ExclusionException()
        : this("The face was not excluded.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public ExclusionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ExclusionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="obstacle">Why.</param>
    public ExclusionException(ExclusionObstacle obstacle)
        : this(obstacle switch
        {
            ExclusionObstacle.NothingToExclude => "That face is not accepted: there is nothing to exclude.",
            ExclusionObstacle.Inseparable => "That face cannot be told from the enrolled one: see that the photo shows somebody else.",
            _ => "Networks of recipe 'paper' have no direction to turn away from a face: re-enrol with recipe 'compact' first.",
        }) => Obstacle = obstacle;

    /// <summary>Why it is not made.</summary>
    public ExclusionObstacle Obstacle { get; }
}
