namespace Mote.Recognition.Certification;

/// <summary>What was counted for one attribute group. The subject's own group is not known: strangers and samples have one.</summary>
/// <param name="Group">The attribute group.</param>
/// <param name="StrangerPhotos">Photos of held-out strangers of the group, and how many were accepted.</param>
/// <param name="Strangers">Those strangers, and how many had a photo accepted.</param>
/// <param name="Samples">Held-back synthetic genuine samples drawn with the group's variation, and how many were rejected.</param>
public sealed record GroupFigures(string Group, ErrorCount StrangerPhotos, ErrorCount Strangers, ErrorCount Samples);
