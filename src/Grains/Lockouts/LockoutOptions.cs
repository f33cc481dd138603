using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Lockouts;

/// <summary>How many consecutive non-matches a person's network answers at a door, and at all together, and for how long it is silent then.</summary>
public sealed class LockoutOptions : IValidatableObject
{
    private const int DoorsByDefault = 3;

    /// <summary>Consecutive non-matches at one door after which nothing is answered there for a while, 0 to 1000; 10 by default. 0 turns the lockout off, and makes an oracle of every network: see docs/lockout.md.</summary>
    [Range(0, 1000, ErrorMessage = "Mote:Lockout:MostNonMatches is 0 to 1000; 0 bounds nothing.")]
    public int MostNonMatches { get; set; } = 10;

    /// <summary>Consecutive non-matches at all doors together after which nothing is answered at any, at least those at one, to 100,000; three times as many unless set.</summary>
    [Range(1, 100_000, ErrorMessage = "Mote:Lockout:MostNonMatchesEverywhere is 1 to 100000.")]
    public int? MostNonMatchesEverywhere { get; set; }

    /// <summary>Minutes of the first lock, above 0 to 1440; 1 by default. Each further lock without a match between takes twice as long.</summary>
    [Range(0.01, 1440, ErrorMessage = "Mote:Lockout:FirstMinutes is 0.01 to 1440.")]
    public double FirstMinutes { get; set; } = 1;

    /// <summary>Minutes of the longest lock, at least those of the first, to 1440; 60 by default.</summary>
    [Range(0.01, 1440, ErrorMessage = "Mote:Lockout:MostMinutes is 0.01 to 1440.")]
    public double MostMinutes { get; set; } = 60;

    internal int MostEverywhere => MostNonMatchesEverywhere ?? DoorsByDefault * MostNonMatches;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MostMinutes < FirstMinutes)
            yield return new ValidationResult("Mote:Lockout:MostMinutes is below Mote:Lockout:FirstMinutes: the longest lock is no shorter than the first.", [nameof(MostMinutes)]);
        if (MostNonMatchesEverywhere < MostNonMatches)
            yield return new ValidationResult("Mote:Lockout:MostNonMatchesEverywhere is below Mote:Lockout:MostNonMatches: all doors together have at least as many as one.", [nameof(MostNonMatchesEverywhere)]);
        if (MostNonMatches == 0 && MostNonMatchesEverywhere is not null)
            yield return new ValidationResult("Mote:Lockout:MostNonMatchesEverywhere bounds nothing while Mote:Lockout:MostNonMatches is 0: remove it, or set the other.", [nameof(MostNonMatchesEverywhere)]);
    }
}
