namespace Mote.Recognition.Protection.Records;

/// <summary>Why a protected record is refused.</summary>
public enum ProtectionFault
{
    /// <summary>A byte was changed, or is missing or too many.</summary>
    Tampered = 1,

    /// <summary>It is whole, but another subject's, realm's or state's.</summary>
    Misplaced = 2,

    /// <summary>It is whole and the subject's own, but not the one last written.</summary>
    RolledBack = 3,

    /// <summary>The master key version it was sealed under is not there.</summary>
    KeyMissing = 4,

    /// <summary>The master key of that version is not the one it was sealed under.</summary>
    WrongKey = 5,
}
