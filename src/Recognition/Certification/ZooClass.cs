namespace Mote.Recognition.Certification;

/// <summary>
/// Where a person stands among others in the biometric menagerie (Yager and Dunstone 2010, "The Biometric Menagerie",
/// IEEE TPAMI 32(2), section 3): by quartiles of the mean genuine and the mean impostor score. The wolf of Doddington et al.
/// (1998) is a probe, so no model-template is one.
/// </summary>
public enum ZooClass : byte
{
    /// <summary>Not in an extreme quarter both ways: what Doddington et al. call a sheep.</summary>
    Sheep = 0,

    /// <summary>Like oneself and unlike others: genuine scores in the highest quarter, impostor scores in the lowest.</summary>
    Dove = 1,

    /// <summary>Like oneself and like everybody: both in the highest quarter.</summary>
    Chameleon = 2,

    /// <summary>Like nobody, oneself included: both in the lowest quarter.</summary>
    Phantom = 3,

    /// <summary>Unlike oneself and like others: genuine scores in the lowest quarter, impostor scores in the highest. The worst.</summary>
    Worm = 4,
}
