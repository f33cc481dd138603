using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Access;
using Mote.Service.People;

namespace Mote.WebConsole.Tests;

/// <summary>Whoever may not is refused by the service itself, before it asks anybody for anything.</summary>
public sealed class UseCaseTests(ConsoleFixture console)
{
    private static readonly Caller Nobody = new("nobody", "harbour", ScopeSet.None);

    /// <summary>Every use case there is, and whatever is added: those of the service and those of its topics.</summary>
    public static TheoryData<string> UseCases =>
    [
        .. Of(typeof(CallerService)).Select(method => method.Name),
        .. Topics.SelectMany(topic => Of(topic.PropertyType).Select(method => $"{topic.Name}.{method.Name}")),
    ];

    private static IEnumerable<PropertyInfo> Topics => typeof(CallerService).GetProperties().Where(property => property.PropertyType.Assembly == typeof(CallerService).Assembly);

    [Theory, MemberData(nameof(UseCases))]
    public async Task UseCase_WithoutTheRight_IsRefused(string useCase)
    {
        // Grains would do it: whose call it is to them is said elsewhere.
        Caller.Current = Caller.Service("harbour", "tries what nobody may");
        var service = console.Silo.App.Services.GetRequiredService<MoteService>().For(Nobody);
        object target = useCase.Split('.') is [var topic, _] ? typeof(CallerService).GetProperty(topic)!.GetValue(service)! : service;
        var method = Of(target.GetType()).Single(one => one.Name == useCase.Split('.')[^1]);
        var asked = async () =>
        {
            var answer = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, [.. method.GetParameters().Select(parameter => Any(parameter.ParameterType))], null);
            await (answer as Task ?? Task.CompletedTask);
            return answer is Task<Person?> person ? await person : null;
        };
        // Whether somebody is enrolled is told to nobody who may not know, and that is an answer.
        if (useCase == "People.Of")
            Assert.Equal(new Person("somebody", PersonState.NotShown), await asked());
        else
            Assert.Equal(ProblemCode.Forbidden, (await Assert.ThrowsAsync<MoteException>(asked)).Code);
    }

    [Fact]
    public void Claims_OfARequest_AreReadOnce()
    {
        var context = new DefaultHttpContext { User = CallerClaims.Write(new KnownCaller(Nobody, null), "any") };
        var first = CallerClaims.Of(context);
        Assert.Equal(Nobody, first!.Caller);
        Assert.Same(first, CallerClaims.Of(context));
        // Another's are another's.
        context.User = CallerClaims.Write(new KnownCaller(Nobody with { Name = "another" }, null), "any");
        Assert.Equal("another", CallerClaims.Of(context)!.Caller.Name);
        context.User = new();
        Assert.Null(CallerClaims.Of(context));
    }

    private static IEnumerable<MethodInfo> Of(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName);

    private static object? Any(Type type) =>
        type == typeof(string) ? "somebody" :
        type == typeof(byte[]) ? Array.Empty<byte>() :
        type == typeof(CancellationToken) ? TestContext.Current.CancellationToken :
        type.IsValueType ? Activator.CreateInstance(type) :
        type.IsInterface ? null :
        RuntimeHelpers.GetUninitializedObject(type);
}
