using System.ComponentModel;
using System.Reflection;

namespace Mote.Grains.Settings;

/// <summary>What configuration can put into a property: a value, a list, a map by name, or a group of further settings.</summary>
internal static class SettingKind
{
    /// <summary>Whether it is written as one value.</summary>
    public static bool IsValue(Type type) => TypeDescriptor.GetConverter(Bare(type)).CanConvertFrom(typeof(string));

    /// <summary>What a list or a map has many of; null for what is neither.</summary>
    public static Type? Element(Type type) =>
        Parts(type, typeof(IDictionary<,>)) is [_, var value] ? value :
        Parts(type, typeof(ICollection<>)) is [var element] ? element :
        null;

    /// <summary>Whether that is a map by name, so that nobody's names can be misspelt in it.</summary>
    public static bool IsMap(Type type) => Parts(type, typeof(IDictionary<,>)) is not null;

    /// <summary>The settings of a group. What is worked out from others, and cannot be set, is none.</summary>
    public static IEnumerable<PropertyInfo> Settings(Type group) => group.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters() is [] && (property.SetMethod is { IsPublic: true } || IsFilled(property.PropertyType)));

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    // Without a setter it has to be there, to be filled.
    private static bool IsFilled(Type type) => !IsValue(type) && (Element(type) is not null || (type.IsClass && type != typeof(Type)));

    private static Type[]? Parts(Type type, Type many) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == many)?.GetGenericArguments();
}
