using System.Globalization;
using System.Reflection;
using System.Text;
using Mote.Grains;
using Mote.Storage;
using Orleans;
using Orleans.Runtime;

namespace Mote.Golden.Tests;

/// <summary>
/// The names and numbers by which stored and sent bytes find their types, members, methods and enum values, as they were
/// approved: one that changes, or goes, is one that an older store or another silo does not know.
/// </summary>
public sealed class IdsTests
{
    private const string Approved = "Ids.txt";

    private static readonly Assembly[] Assemblies = [typeof(GrainStorageName).Assembly, typeof(IStorageProbe).Assembly];

    private static readonly Type[] Types = [.. Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("Mote.", StringComparison.Ordinal) == true)
        .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null || (type.IsInterface && type.IsAssignableTo(typeof(IAddressable))))];

    private static string Folder => Path.Combine((string)AppContext.GetData("Mote.Repository")!, "tests", "Golden.Tests");

    [Fact]
    public void Ids_AreThoseApproved()
    {
        var found = Describe();
        var approved = File.ReadAllText(Path.Combine(Folder, Approved));
        if (found == approved)
            return;
        var received = Path.Combine(AppContext.BaseDirectory, Approved);
        File.WriteAllText(received, found);
        Assert.Fail($"Ids that stores and silos know have changed. Older stores must still open; if they do and it is meant, replace tests/Golden.Tests/{Approved} by '{received}'. New, or changed: {string.Join("; ", Lines(found).Except(Lines(approved)))}. Gone: {string.Join("; ", Lines(approved).Except(Lines(found)))}.");
    }

    [Fact]
    public void Ids_EverythingHasAnAliasAndNoneIsTwice()
    {
        Assert.All(Types, type => Assert.StartsWith("Mote.", Alias(type), StringComparison.Ordinal));
        Assert.Equal(Types.Length, Types.Select(Alias).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Types.Where(type => type.IsInterface), type => Assert.All(type.GetMethods(), method => Assert.NotNull(method.GetCustomAttribute<AliasAttribute>())));
        Assert.All(Types, type =>
        {
            uint[] ids = [.. Members(type).Select(member => member.Id)];
            Assert.Equal(ids.Distinct().Count(), ids.Length);
        });
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in Types.OrderBy(Alias, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Alias(type)}: {type.FullName}");
            if (type.IsInterface)
            {
                foreach (var method in type.GetMethods().OrderBy(Alias, StringComparer.Ordinal))
                    text.AppendLine(CultureInfo.InvariantCulture, $"  {Alias(method)}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}");
            }

            foreach (var (id, name, of) in Members(type))
                text.AppendLine(CultureInfo.InvariantCulture, $"  {id} {name}: {Name(of)}");
        }

        foreach (var type in Enums().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"enum {type.FullName}");
            foreach (var value in Enum.GetValues(type))
                text.AppendLine(CultureInfo.InvariantCulture, $"  {Convert.ToInt64(value, CultureInfo.InvariantCulture)} {value}");
        }

        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>The enums whose numbers are in serialised bytes.</summary>
    private static IEnumerable<Type> Enums() => Types
        .Where(type => type.IsEnum)
        .Concat(Types.SelectMany(Members).SelectMany(member => Parts(member.Type)).Where(type => type.IsEnum && type.Namespace!.StartsWith("Mote.", StringComparison.Ordinal)))
        .Distinct();

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : [type, .. type.GenericTypeArguments.SelectMany(Parts)];

    private static (uint Id, string Name, Type Type)[] Members(Type type) => [.. type
        .GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Select(member => (member, id: member.GetCustomAttribute<IdAttribute>()))
        .Where(pair => pair.id is not null)
        .Select(pair => (pair.id!.Id, pair.member.Name, pair.member is PropertyInfo property ? property.PropertyType : ((FieldInfo)pair.member).FieldType))
        .OrderBy(member => member.Id)];

    private static string Alias(MemberInfo of) => of.GetCustomAttribute<AliasAttribute>()?.Alias ?? $"(no alias) {of.Name}";

    private static string Name(Type type) =>
        type.HasElementType ? $"{Name(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>"
        : type.Name;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
