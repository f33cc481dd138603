using System.Net;
using Mote.Service.Credentials;

namespace Mote.WebConsole.Tests.Credentials;

public sealed class AddressBlockTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", "::ffff:192.0.2.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("fe80::1%2", "fe80::2%3", true)]
    [InlineData("::1", "127.0.0.1", false)]
    public void Of_TwoAddresses_AreOneOrTwo(string one, string other, bool areOne) =>
        Assert.Equal(areOne, AddressBlock.Of(IPAddress.Parse(one)) == AddressBlock.Of(IPAddress.Parse(other)));

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    [InlineData("::1", "::/48")]
    [InlineData(null, "local")]
    public void Shown_IsANetworkAndNoWholeAddress(string? address, string shown) =>
        Assert.Equal(shown, AddressBlock.Of(address is null ? null : IPAddress.Parse(address)).Shown);
}
