using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mote.Grains.Settings;

/// <summary>Registers what can be set, so that whatever else somebody sets is refused by its name (<see cref="SettingsCheck"/>).</summary>
public static class SettingsRegistration
{
    /// <summary>Registers options that are bound to a section and validated at start.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="path">The section without <c>Mote:</c>; empty for <c>Mote</c> itself.</param>
    /// <param name="mote">The section <c>Mote</c>; null for that of the host's configuration.</param>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string path, IConfiguration? mote = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(path);
        var options = services.AddKnownSettings<T>(path).AddOptions<T>();
        if (mote is null)
            options.BindConfiguration(path is "" ? "Mote" : $"Mote:{path}");
        else
            options.Bind(path is "" ? mote : mote.GetSection(path));
        return options.ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>Registers what can be set where nobody reads it in this silo, such as what members of a cluster are told of.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="path">The section without <c>Mote:</c>.</param>
    public static IServiceCollection AddKnownSettings<T>(this IServiceCollection services, string path)
        where T : class =>
        services.AddSingleton(new SettingsSection(path, typeof(T)));
}
