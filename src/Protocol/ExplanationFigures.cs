namespace Mote.Protocol;

/// <summary>The numbers behind the heat map of a match.</summary>
/// <param name="Regions">Every region of the face, the one that spoke most first.</param>
/// <param name="Layers">Each hidden layer of the subject's network, the first one first.</param>
public sealed record ExplanationFigures(IReadOnlyList<RegionShare> Regions, IReadOnlyList<LayerActivity> Layers);
