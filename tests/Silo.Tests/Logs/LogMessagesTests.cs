using System.Reflection;
using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Identities;

namespace Mote.Silo.Tests.Logs;

/// <summary>No message of the log is made of somebody's name, and none has a date that two countries read as two days.</summary>
public sealed class LogMessagesTests
{
    private static readonly string[] Names = ["subject", "subjects", "name of a person", "identity"];

    private static IEnumerable<(MethodInfo Method, LoggerMessageAttribute Message)> All { get; } =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "Mote.*.dll").Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal))
            .SelectMany(file => Assembly.LoadFrom(file).GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(method => (method, method.GetCustomAttribute<LoggerMessageAttribute>()!)).Where(message => message.Item2 is not null),
    ];

    [Fact]
    public void Messages_NameNobody()
    {
        Assert.True(All.Count() > 50);
        Assert.All(All, message => Assert.DoesNotContain(message.Method.GetParameters(), parameter => parameter.ParameterType == typeof(IdentityKey) || Names.Contains(parameter.Name)));
    }

    [Fact]
    public void Dates_AreIso() => Assert.All(
        All.SelectMany(message => message.Method.GetParameters().Where(parameter => parameter.ParameterType == typeof(DateTime) || parameter.ParameterType == typeof(DateTimeOffset)).Select(parameter => (parameter.Name, message.Message.Message))),
        dated => Assert.Contains($"{{{dated.Name}:yyyy-MM-dd'T'HH:mm:ss'Z'}}", dated.Message, StringComparison.OrdinalIgnoreCase));
}
