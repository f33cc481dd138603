using System.Net;

namespace Mote.WebConsole.Tests;

public sealed class DecisionRateTests
{
    /// <summary>Whoever signs in with a strict key is answered as strictly as with the key in a header.</summary>
    [Fact]
    public async Task Verify_SignedInWithAStrictKey_IsDecidedAtItsRate()
    {
        await using var silo = await Harbour.Start(("Mote:Enrolment:TargetFalseMatchRate", "0.001"), ("Mote:ApiKeys:1:TargetFalseMatchRate", "0.0005"));
        await silo.Enrol("asked", 120);
        foreach (var (key, threshold) in new[] { (Harbour.GateKey, "one in 2,000"), (Harbour.OperatorKey, "one in 1,000") })
        {
            using var visitor = await Visitor.SignedIn(silo, key);
            using var form = new MultipartFormDataContent
            {
                { new StringContent(await visitor.Token("/verify")), "__RequestVerificationToken" },
                { new StringContent("asked"), "subject" },
                { new ByteArrayContent(Faces.Of(121)), "photo", "photo.jpg" },
            };
            using var answer = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/verify") { Content = form });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"at a threshold of {threshold}.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }
}
