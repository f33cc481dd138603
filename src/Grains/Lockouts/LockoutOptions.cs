using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Lockouts;

/// <summary>How many consecutive non-matches a person's network answers, and for how long it is silent then.</summary>
public sealed class LockoutOptions : IValidatableObject
{
    /// <summary>Consecutive non-matches after which nothing is answered for a while, 0 to 1000; 10 by default. 0 turns the lockout off, and makes an oracle of every network: see docs/lockout.md.</summary>
    [Range(0, 1000, ErrorMessage = "Mote:Lockout:MostNonMatches is 0 to 1000; 0 bounds nothing.")]
    public int MostNonMatches { get; set; } = 10;

    /// <summary>Minutes of the first lock, above 0 to 1440; 1 by default. Each further lock without a match between takes twice as long.</summary>
    [Range(0.01, 1440, ErrorMessage = "Mote:Lockout:FirstMinutes is 0.01 to 1440.")]
    public double FirstMinutes { get; set; } = 1;

    /// <summary>Minutes of the longest lock, at least those of the first, to 1440; 60 by default.</summary>
    [Range(0.01, 1440, ErrorMessage = "Mote:Lockout:MostMinutes is 0.01 to 1440.")]
    public double MostMinutes { get; set; } = 60;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MostMinutes < FirstMinutes)
            yield return new ValidationResult("Mote:Lockout:MostMinutes is below Mote:Lockout:FirstMinutes: the longest lock is no shorter than the first.", [nameof(MostMinutes)]);
    }
}
