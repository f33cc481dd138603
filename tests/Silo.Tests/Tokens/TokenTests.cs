using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests.Tokens;

/// <summary>Tokens of a real provider: what they claim is what their callers may, and nothing that is forged opens anything.</summary>
public sealed class TokenTests(TokenSite site) : IClassFixture<TokenSite>
{
    private const string Chief = TokenSite.Chief;

    private readonly TokenProvider _provider = site.Provider;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_MayWhatItClaims_InItsRealmAndAtItsDoors()
    {
        _provider.Claims = [new("realm", "site"), new("doors", "north"), new("doors", "south")];
        var door = await _provider.Token("turnstiles", "openid mote:verify people");
        Assert.Equal(HttpStatusCode.NotFound, await Verify(door, "north"));
        Assert.Equal(HttpStatusCode.Forbidden, await Verify(door, "yard"));
        Assert.Equal(HttpStatusCode.BadRequest, await Verify(door));
        // Without the prefix it is somebody else's scope.
        Assert.Equal(HttpStatusCode.Forbidden, await Status(door, "/v1/identities", "north"));

        _provider.Claims = [new("realm", "site"), new("roles", "mote:auditor"), new("roles", "other")];
        var officer = await _provider.Token("officer", "openid");
        Assert.Equal(HttpStatusCode.OK, await Status(officer, "/v1/audit"));
        Assert.Equal(HttpStatusCode.Forbidden, await Verify(officer));
        using var chief = site.Silo.Caller(Chief);
        var read = (await chief.GetFromJsonAsync("/v1/audit?kind=audit_read", ProtocolJson.Default.AuditPage, Cancelled))!;
        Assert.Contains("officer", read.Entries.Select(entry => entry.Caller));
        // It grants on what it has, no longer than it lasts itself.
        _provider.Claims = [new("realm", "site"), new("roles", "mote:administrator")];
        using var administrator = site.Silo.Caller(await _provider.Token("administrator", "openid"));
        using var lasting = await administrator.PostAsJsonAsync("/v1/api-keys", new NewApiKey("lasting"), ProtocolJson.Default.NewApiKey, Cancelled);
        Assert.Equal(ProblemCode.Forbidden, (await TwoRealms.ProblemOf(lasting)).Code);
    }

    [Fact]
    public async Task Token_OfTheOtherRealm_SeesNothingOfThisOne()
    {
        _provider.Claims = [new("realm", "other"), new("roles", "mote:administrator")];
        using var other = site.Silo.Caller(await _provider.Token("elsewhere", "openid"));
        var keys = (await other.GetFromJsonAsync("/v1/api-keys", ProtocolJson.Default.IReadOnlyListKnownApiKey, Cancelled))!;
        Assert.Equal(["key of another"], keys.Select(key => key.Name));
    }

    [Theory]
    [InlineData]
    [InlineData("realm", "nowhere")]
    [InlineData("realm", "")]
    [InlineData("realm", "site", "realm", "other")]
    [InlineData("realm", "site", "doors", "no/door")]
    public async Task Token_ThatNamesNoCallerOfThisService_OpensNothing(params string[] claims)
    {
        _provider.Claims = [.. claims.Chunk(2).Select(claim => new Claim(claim[0], claim[1]))];
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(await _provider.Token("somebody", "mote:verify")));
    }

    [Fact]
    public async Task Token_OfAnotherAudienceOrTooOld_OpensNothing()
    {
        _provider.Claims = [new("realm", "site")];
        var token = await _provider.Token("somebody", "mote:verify");
        Assert.Equal(HttpStatusCode.NotFound, await Verify(token));
        _provider.Audience = "another-service";
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(await _provider.Token("somebody", "mote:verify")));
        _provider.Audience = "mote";
        // Longer than any of its tokens lasts; those that are made after it are good again.
        site.Clock.Advance(TimeSpan.FromHours(2));
        try
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Verify(token));
        }
        finally
        {
            site.Clock.Advance(TimeSpan.FromHours(-2));
        }
    }

    [Fact]
    public async Task Token_Forged_OpensNothing()
    {
        _provider.Claims = [new("realm", "site")];
        var token = await _provider.Token("somebody", "mote:verify");
        Assert.Equal(HttpStatusCode.NotFound, await Verify(token));
        var parts = token.Split('.');
        using var key = RSA.Create(2048);
        string[] forged =
        [
            // As it was, by another key, by none, by what is published taken for a secret, and cut.
            Signed(new SigningCredentials(new RsaSecurityKey(key) { KeyId = new JsonWebToken(token).Kid }, SecurityAlgorithms.RsaSha256)),
            $"{Part("{\"alg\":\"none\",\"typ\":\"at+jwt\"}")}.{parts[1]}.",
            Signed(new SigningCredentials(new SymmetricSecurityKey(Encoding.ASCII.GetBytes(await Published())), SecurityAlgorithms.HmacSha256)),
            $"{parts[0]}.{Part(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("mote:verify", "mote:erase", StringComparison.Ordinal))}.{parts[2]}",
            token[..^6],
            $"{parts[0]}.{parts[1]}",
            "a.b.c",
            "..",
        ];
        Assert.All(await Task.WhenAll(forged.Select(one => Verify(one))), status => Assert.Equal(HttpStatusCode.Unauthorized, status));

        string Signed(SigningCredentials with) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = new JsonWebToken(token).Issuer,
            Audience = "mote",
            TokenType = "at+jwt",
            Claims = new Dictionary<string, object> { ["sub"] = "somebody", ["realm"] = "site", ["scope"] = "mote:verify" },
            SigningCredentials = with,
        });

        async Task<string> Published()
        {
            using var http = new HttpClient();
            return await http.GetStringAsync(new Uri(_provider.Authority, ".well-known/jwks"), Cancelled);
        }
    }

    [Fact]
    public async Task Token_WhoseProviderDoesNotAnswer_IsNotCalledWrong()
    {
        await using var alone = new TokenSite();
        await alone.InitializeAsync();
        alone.Provider.Claims = [new("realm", "site")];
        using var caller = alone.Silo.Caller(await alone.Provider.Token("somebody", "mote:verify"));
        await alone.Provider.DisposeAsync();
        using var answer = await caller.GetAsync("/v1/identities", Cancelled);
        Assert.Equal(ProblemCode.ProviderUnavailable, (await TwoRealms.ProblemOf(answer)).Code);
        // Keys need no provider.
        using var chief = alone.Silo.Caller(Chief);
        Assert.Equal(HttpStatusCode.OK, (await chief.GetAsync("/v1/identities", Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData("Audience", "", "Audience is not set")]
    [InlineData("Authority", "http://provider.example", "https address")]
    [InlineData("Realm", "site", "either Realm")]
    [InlineData("NameClaim", "", "NameClaim is empty")]
    public void Settings_ThatWouldOpenTooMuch_AreRefused(string name, string value, string why)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => TestSilo.Of(site.Plan((name, value))));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> Verify(string token, string? door = null)
    {
        using var caller = Caller(token, door);
        using var answer = await caller.PostAsync("/v1/identities/nobody/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
        Assert.Equal(answer.StatusCode, (HttpStatusCode)(await TwoRealms.ProblemOf(answer)).Status);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> Status(string token, string address, string? door = null)
    {
        using var caller = Caller(token, door);
        using var answer = await caller.GetAsync(address, Cancelled);
        return answer.StatusCode;
    }

    private HttpClient Caller(string token, string? door)
    {
        var caller = site.Silo.Caller(token);
        if (door is not null)
            caller.DefaultRequestHeaders.Add("Mote-Door", door);
        return caller;
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(json);
}
