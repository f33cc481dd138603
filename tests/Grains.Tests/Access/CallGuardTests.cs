using System.Reflection;
using Mote.Grains.Access;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Orleans;
using Orleans.Runtime;

namespace Mote.Grains.Tests.Access;

/// <summary>Every method of every grain, asked by everybody who may not, and by who may.</summary>
public sealed class CallGuardTests(GuardedCluster cluster) : IClassFixture<GuardedCluster>
{
    private const string Realm = "guarded";

    private static readonly Caller Everybody = new("everybody", Realm, RoleScopes.Everything);

    [Fact]
    public async Task EveryMethod_ByNobody_DoesNotRun()
    {
        foreach (var method in GrainPermitTests.Methods)
            Assert.True(await IsRefused(method, null), method.ToString());
    }

    [Fact]
    public async Task EveryMethod_WithoutItsScope_DoesNotRun()
    {
        foreach (var method in GrainPermitTests.Methods)
        {
            var needed = GrainPermit.Of(method)!.Scopes;
            foreach (var scope in Enum.GetValues<Scope>().Where(scope => !needed.Contains(scope)))
                Assert.True(await IsRefused(method, new Caller("one", Realm, ScopeSet.Of(scope))), $"{method} ran with {scope}");
            Assert.True(await IsRefused(method, Everybody with { Scopes = RoleScopes.Everything.Without(needed) }), method.ToString());
        }
    }

    [Fact]
    public async Task EveryMethod_OfAnotherRealm_DoesNotRun()
    {
        foreach (var method in GrainPermitTests.Methods.Where(method => CallTarget.Of(method)!.IsOfRealm))
        {
            foreach (var realm in (string[])["other", "guarde", "guarded2", "", "GUARDED", "guarded/x"])
            {
                Assert.True(await IsRefused(method, Everybody with { Realm = realm }), $"{method} ran for {realm}");
                Assert.True(await IsRefused(method, Caller.Service(realm, "test")), $"{method} ran for the service in {realm}");
            }
        }
    }

    [Fact]
    public async Task EveryMethod_ByAKeyThatExpired_DoesNotRun()
    {
        foreach (var method in GrainPermitTests.Methods)
            Assert.True(await IsRefused(method, Everybody with { Expires = cluster.Clock.GetUtcNow() }), method.ToString());
    }

    [Fact]
    public async Task EveryMethod_WithASignatureFromElsewhere_DoesNotRun()
    {
        var elsewhere = new CallSeal(new DrawnCallKey(), cluster.Clock);
        foreach (var method in GrainPermitTests.Methods)
        {
            var grain = Grain(method);
            Caller.Current = null;
            RequestContext.Set(CallSigning.Key, elsewhere.Sign(Everybody.ByService("intruder"), grain.GetGrainId(), CallTarget.Of(method)!.Name));
            Assert.True(await IsRefused(method, null), method.ToString());
        }
    }

    [Fact]
    public async Task EveryMethod_WithEachOfItsScopesAlone_Runs()
    {
        foreach (var method in GrainPermitTests.Methods)
        {
            foreach (var scope in GrainPermit.Of(method)!.Scopes)
                Assert.False(await IsRefused(method, new Caller("one", Realm, ScopeSet.Of(scope))), $"{method} did not run with {scope}");
        }
    }

    /// <summary>What a grain asks of others is the service's, in its realm, whoever asked it: a door's verification reads the manifest and writes the trail, which a door may not.</summary>
    [Fact]
    public async Task Grain_OnBehalfOfADoor_AsksOthersAsTheService()
    {
        var ada = new IdentityKey(Realm, "ada");
        Caller.Current = new Caller("desk", Realm, ScopeSet.Of(Scope.Enrol));
        await cluster.Enrol(ada);
        Caller.Current = new Caller("door", Realm, ScopeSet.Of(Scope.Verify)) { Door = "north" };
        Assert.True((await cluster.Identity(ada).Verify(Faces.Read(Faces.Person), TestContext.Current.CancellationToken)).IsMatch);
        Caller.Current = new Caller("officer", Realm, ScopeSet.Of(Scope.Audit));
        var page = await cluster.Trail.Read(Realm, new(ada.Subject, null, null, null), null, 10, TestContext.Current.CancellationToken);
        Assert.Equal([(AuditKind.Verified, "door", "north"), (AuditKind.Enrolled, "desk", null)], page.Entries.Select(entry => (entry.Kind, entry.Caller, entry.Door)));
    }

    private async Task<bool> IsRefused(MethodInfo method, Caller? caller)
    {
        if (caller is not null)
            Caller.Current = caller.Realm == Realm && Key(method.DeclaringType!) == Caller.ServiceRealm ? caller with { Realm = Caller.ServiceRealm } : caller;
        try
        {
            var arguments = method.GetParameters().Select(parameter => Argument(parameter.ParameterType)).ToArray();
            await (Task)method.Invoke(Grain(method), arguments)!;
            return false;
        }
        catch (MoteException refusal)
        {
            return refusal.Code == ProblemCode.Forbidden;
        }
        catch (Exception)
        {
            // It ran, on arguments that mean nothing.
            return false;
        }
    }

    private IAddressable Grain(MethodInfo method) => (IAddressable)(CallTarget.Of(method)!.IsOfRealm
        ? cluster.Grains.GetGrain(method.DeclaringType!, Key(method.DeclaringType!))
        : cluster.Grains.GetGrain(method.DeclaringType!, 0));

    // As each kind of grain is called.
    private static string Key(Type grain) => grain.Name switch
    {
        "IRosterGrain" => $"{Realm}/0",
        "IAuditGrain" or "IAuditWriterGrain" => $"{Realm}/silo",
        "IIdentityGrain" or "INetworkDirectionGrain" => $"{Realm}/nobody",
        "IRealmsGrain" or "ISessionKeysGrain" => Caller.ServiceRealm,
        _ => Realm,
    };

    private static object? Argument(Type type) =>
        type == typeof(string) ? "nobody" :
        type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0) :
        type == typeof(int) ? 1 :
        type.IsValueType ? Activator.CreateInstance(type) :
        null;
}
