using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Mote.Grains.Settings;

/// <summary>Reads settings before there are options: where what is registered depends on them.</summary>
public static class SettingsReading
{
    /// <summary>Reads a section as the class that it is bound to.</summary>
    /// <exception cref="OptionsValidationException">A value is none of its setting's.</exception>
    public static T Of<T>(IConfigurationSection section)
        where T : class, new() =>
        SettingsCheck.FaultyValues(section, typeof(T)) is { Count: > 0 } faults
            ? throw new OptionsValidationException(section.Path, typeof(T), faults)
            : section.Get<T>() ?? new T();
}
