using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>Which recipes a silo enrols with: those that its cohort is calibrated for.</summary>
public sealed class RecipeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-recipes-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_RecipeThatTheCohortLacks_IsRefusedWithTheCommandThatAddsIt()
    {
        // The cohort that comes with Mote is not calibrated for the published recipe.
        await using var silo = await TestSilo.Start(TwoRealms.Plan(_folder.FullName).With(("Mote:Cohort", SiloModels.Demo.Cohort)), Cancelled);
        using var http = TwoRealms.Caller(silo);

        using var answer = await http.PutAsync("/v1/identities/ada", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "paper")), Cancelled);

        var problem = await TwoRealms.ProblemOf(answer);
        Assert.Equal(ProblemCode.RecipeUnavailable, problem.Code);
        Assert.Contains("mote cohort build", problem.Detail, StringComparison.Ordinal);
        using var usual = await http.PutAsync("/v1/identities/ada", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit")), Cancelled);
        Assert.True(usual.IsSuccessStatusCode);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
