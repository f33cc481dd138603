using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Mote.Silo.Hosting;

/// <summary>Settings of a silo, read and validated without one.</summary>
internal static class BoundSettings
{
    /// <summary>Reads a section of <c>Mote</c>; null for all of it.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message says how to mend it.</exception>
    public static T Of<T>(IConfiguration configuration, string? section = null)
        where T : class, new()
    {
        var settings = configuration.GetSection(section is null ? "Mote" : $"Mote:{section}").Get<T>() ?? new T();
        List<ValidationResult> wrong = [];
        return Validator.TryValidateObject(settings, new ValidationContext(settings), wrong, validateAllProperties: true)
            ? settings
            : throw Refusal<T>(wrong.Select(result => result.ErrorMessage!));
    }

    public static OptionsValidationException Refusal<T>(IEnumerable<string> failures) => new(typeof(T).Name, typeof(T), failures);
}
