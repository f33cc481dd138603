using System.ComponentModel.DataAnnotations;
using Mote.Service.Credentials;

namespace Mote.WebConsole.Tests.Credentials;

public sealed class EdgeOptionsTests
{
    [Theory]
    [InlineData("proxy.example", 10, null, "give an address")]
    [InlineData("10.0.0.5/33", 10, null, "give an address")]
    [InlineData("0.0.0.0/0", 10, null, "which is everybody")]
    [InlineData("::/0", 10, null, "which is everybody")]
    [InlineData("10.0.0.5", 0, null, "MostRefused is 1")]
    [InlineData("10.0.0.5", 10, "a realm", "Mote:Edge:Realm is not")]
    public void Validate_Wrong_SaysWhatToGive(string proxy, int most, string? realm, string expected)
    {
        var options = new EdgeOptions { MostRefused = most, Realm = realm, TrustedProxies = { proxy } };
        List<ValidationResult> wrong = [];
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true));
        Assert.Contains(expected, Assert.Single(wrong).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_AddressesAndNetworks_AreTaken()
    {
        var options = new EdgeOptions { Realm = "site", TrustedProxies = { "10.0.0.5", "10.1.0.0/16", "2001:db8::/32", "::1" } };
        Assert.True(Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true));
        Assert.Equal(["10.0.0.5/32", "10.1.0.0/16", "2001:db8::/32", "::1/128"], options.Proxies.Select(proxy => proxy.ToString()));
    }
}
