using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities;

public sealed class ExplanationTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("compact")]
    [InlineData("single-unit")]
    [InlineData("paper")]
    public async Task Explain_DecidesAsVerifyDoes(string recipe)
    {
        var key = new IdentityKey("explain", $"s{Guid.NewGuid():N}");
        await cluster.Enrol(key, recipe: recipe);

        foreach (var photo in new[] { Faces.Person, Faces.SamePerson, Faces.Stranger })
        {
            var verified = await cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);
            var explained = await cluster.Identity(key).Explain(Faces.Read(photo), Cancelled);
            Assert.Equal((verified.IsMatch, verified.TargetFalseMatchRate, verified.TemplateVersion), (explained.Decision.IsMatch, explained.Decision.TargetFalseMatchRate, explained.Decision.TemplateVersion));
            Assert.Equal(verified.IsMatch, explained.Figures is not null);
            Assert.Equal(verified.IsMatch, explained.Decision.FalseMatchRate is not null);
            Assert.Equal(verified.IsMatch ? ExplainedQuantity.Score : ExplainedQuantity.Margin, explained.Explains);
            Assert.Equal(ExplanationMethod.GradCamPlusPlus, explained.Method);
            Assert.Equal($"explanation of {explained.Decision.DecisionId}", explained.ToString());
        }
    }

    [Fact]
    public async Task Explain_WhileAnEnrolmentTrains_IsAnsweredByTheStoredModelTemplate()
    {
        var key = new IdentityKey("explain", $"s{Guid.NewGuid():N}");
        await cluster.Enrol(key);
        var renewal = new EnrolmentRequest(Guid.NewGuid(), true, [Faces.Read(Faces.SamePerson)], new EnrolmentOptions("paper"));
        var started = await cluster.Identity(key).Start(renewal, Cancelled);
        var explained = await cluster.Identity(key).Explain(Faces.Read(Faces.Person), Cancelled);
        Assert.Equal((EnrolmentState.Running, true), (started.State, explained.Decision.IsMatch));
        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Identity(key).Await(renewal.Operation, TimeSpan.FromSeconds(60), Cancelled))!.State);
    }

    [Fact]
    public async Task Explain_NobodyOrNothing_IsRefusedByName()
    {
        var key = new IdentityKey("explain", $"s{Guid.NewGuid():N}");
        Assert.Equal(ProblemCode.NotEnrolled, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).Explain(Faces.Read(Faces.Person), Cancelled))).Code);
        await cluster.Enrol(key);
        Assert.Equal(ProblemCode.PhotoUnreadable, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).Explain("no photo"u8.ToArray(), Cancelled))).Code);
    }
}
