namespace Mote.Grains.Membership;

/// <summary>How many silos share what comes to the cluster. Thread-safe.</summary>
public interface IActiveSilos
{
    /// <summary>Those that are active in this silo's newest view, itself among them: at least one.</summary>
    int Count { get; }
}
