using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>Which false-match rate decides, at the edge.</summary>
public sealed class DecisionRateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-rates-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Somebody is enrolled as loosely as the realm allows, and the realm becomes stricter: so do the decisions about him.</summary>
    [Fact]
    public async Task Verify_CeilingLoweredSinceTheEnrolment_IsDecidedUnderTheNewOne()
    {
        var plan = TwoRealms.Plan(_folder.FullName);
        byte[] near;
        await using (var silo = await TestSilo.Start(plan, Cancelled))
        {
            using var http = TwoRealms.Caller(silo);
            Assert.Null(await TwoRealms.Outcome(http, http.PutAsync("/v1/identities/ada", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit"), ("targetFalseMatchRate", "0.1")), Cancelled)));
            near = await Accepted(http, "ada", rate => rate > 2e-3);
        }

        await using (var silo = await TestSilo.Start(plan.With(("Mote:Enrolment:MostFalseMatchRate", "0.002")), Cancelled))
        {
            using var http = TwoRealms.Caller(silo);
            Assert.Equal(0.002, (await http.GetFromJsonAsync("/v1/identities/ada", ProtocolJson.Default.Identity, Cancelled))!.TargetFalseMatchRate);
            var own = await Verify(http, "ada", TwoRealms.Photo());
            Assert.Equal((true, 0.002), (own.IsMatch, own.TargetFalseMatchRate));
            var stricter = await Verify(http, "ada", near);
            Assert.Equal((false, null, 0.002), (stricter.IsMatch, stricter.FalseMatchRate, stricter.TargetFalseMatchRate));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Some photo of anybody that matches at a rate of that kind.</summary>
    private static async Task<byte[]> Accepted(HttpClient http, string subject, Func<double, bool> isLike)
    {
        for (var person = 0; person < 400; person++)
        {
            var photo = DemoPeople.Photo(person, 0);
            if (await Verify(http, subject, photo) is { FalseMatchRate: { } rate } && isLike(rate))
                return photo;
            using var unlocked = await http.DeleteAsync($"/v1/identities/{subject}/lockout", Cancelled);
        }

        throw new InvalidOperationException("Nobody is accepted so.");
    }

    private static async Task<Verification> Verify(HttpClient http, string subject, byte[] photo, params (string, string)[] fields)
    {
        using var answer = await http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(photo, fields), Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!;
    }
}
