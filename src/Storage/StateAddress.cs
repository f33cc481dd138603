namespace Mote.Storage;

/// <summary>Which record of which grain, within one service.</summary>
internal readonly record struct StateAddress(string StateName, GrainId GrainId)
{
    public override string ToString() => $"'{StateName}' of grain '{GrainId}'";
}
