namespace Mote.Grains.Identities.Ports;

/// <summary>The life of what is in memory of an identity.</summary>
internal interface IActivation
{
    /// <summary>Ends it as soon as nothing is under way: the next question reads the store.</summary>
    void End();

    /// <summary>Keeps it for so long, whoever would collect it; zero for no longer than is usual.</summary>
    void Stay(TimeSpan time);
}
