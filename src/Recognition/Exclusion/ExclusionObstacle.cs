namespace Mote.Recognition.Exclusion;

/// <summary>Why an exclusion is not made.</summary>
public enum ExclusionObstacle
{
    /// <summary>Neither the face nor more than a few synthetic photos of it are accepted.</summary>
    NothingToExclude,

    /// <summary>No turn tells the two apart: it is the same face, or nearly.</summary>
    Inseparable,

    /// <summary>Networks of this recipe have no direction to turn.</summary>
    NoDirection,
}
