using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Mote.Grains.Settings;

namespace Mote.Silo.Hosting;

/// <summary>Settings of a silo, read and validated without one.</summary>
internal static class BoundSettings
{
    /// <summary>Reads a section of <c>Mote</c>; null for all of it.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message says how to mend it.</exception>
    public static T Of<T>(IConfiguration configuration, string? section = null)
        where T : class, new()
    {
        var settings = Read<T>(configuration, section);
        List<ValidationResult> wrong = [];
        return Validator.TryValidateObject(settings, new ValidationContext(settings), wrong, validateAllProperties: true)
            ? settings
            : throw Refusal<T>(wrong.Select(result => result.ErrorMessage!));
    }

    /// <summary>Reads it, for somebody who does not ask yet whether it holds together.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be read.</exception>
    public static T Read<T>(IConfiguration configuration, string? section = null)
        where T : class, new() =>
        SettingsReading.Of<T>(configuration.GetSection(section is null ? "Mote" : $"Mote:{section}"));

    /// <summary>Refuses what cannot be set, and values that are none.</summary>
    /// <exception cref="OptionsValidationException">There is some.</exception>
    public static void RequireKnown(IServiceCollection services, IConfiguration configuration)
    {
        var known = new SettingsCheck([.. services.Select(service => service is { IsKeyedService: false, ImplementationInstance: SettingsSection section } ? section : null).OfType<SettingsSection>()]);
        if (known.Faults(configuration) is { Count: > 0 } faults)
            throw new OptionsValidationException("Mote", typeof(SettingsCheck), faults);
    }

    public static OptionsValidationException Refusal<T>(IEnumerable<string> failures) => new(typeof(T).Name, typeof(T), failures);
}
