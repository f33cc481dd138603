namespace Mote.Silo.Hosting;

/// <summary>Puts a service before one that is registered already. The container owns both, and disposes of both.</summary>
internal static class ServiceDecoration
{
    /// <summary>Replaces the service by what <paramref name="decorate"/> makes of it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of a keyed service; null for another.</param>
    /// <param name="decorate">Makes the one that is put before it.</param>
    public static void Decorate<T>(this IServiceCollection services, object? key, Func<IServiceProvider, T, T> decorate)
        where T : class
    {
        var original = services.Last(service => service.ServiceType == typeof(T) && Equals(service.ServiceKey, key));
        services.Remove(original);
        var behind = new object();
        services.Add(Moved(original, behind));
        if (key is null)
            services.AddSingleton(provider => decorate(provider, provider.GetRequiredKeyedService<T>(behind)));
        else
            services.AddKeyedSingleton(key, (provider, _) => decorate(provider, provider.GetRequiredKeyedService<T>(behind)));
    }

    private static ServiceDescriptor Moved(ServiceDescriptor original, object key) => original switch
    {
        { IsKeyedService: true, KeyedImplementationInstance: { } instance } => new(original.ServiceType, key, instance),
        { IsKeyedService: true, KeyedImplementationFactory: { } factory } => new(original.ServiceType, key, (provider, _) => factory(provider, original.ServiceKey), original.Lifetime),
        { IsKeyedService: true, KeyedImplementationType: { } type } => new(original.ServiceType, key, type, original.Lifetime),
        { IsKeyedService: false, ImplementationInstance: { } instance } => new(original.ServiceType, key, instance),
        { IsKeyedService: false, ImplementationFactory: { } factory } => new(original.ServiceType, key, (provider, _) => factory(provider), original.Lifetime),
        { IsKeyedService: false, ImplementationType: { } type } => new(original.ServiceType, key, type, original.Lifetime),
        _ => throw new InvalidOperationException($"{original.ServiceType.Name} is registered in a way that nothing can be put before."),
    };
}
