using Mote.Storage.Blobs;

namespace Mote.Storage.Tests.Blobs;

public sealed class BlobGrainStorageOptionsValidatorTests
{
    private const string Account = "UseDevelopmentStorage=true";

    [Fact]
    public void Defaults_WithAnAccount_AreValid() => Validate(_ => { });

    [Fact]
    public void NoAccount_IsRefused() =>
        Assert.Equal("Blob grain storage 'state': no account is named: set exactly one of ConnectionString, ServiceUri (with CreateCredential) and CreateServiceClient.", Refused(o => o.ConnectionString = null));

    [Fact]
    public void TwoAccounts_AreRefused() =>
        Assert.Contains("several accounts are named", Refused(o => o.CreateServiceClient = _ => null!), StringComparison.Ordinal);

    [Fact]
    public void UriWithoutCredential_IsRefused() => Assert.Contains("go together", Refused(o =>
    {
        o.ConnectionString = null;
        o.ServiceUri = new Uri("http://127.0.0.1/account");
    }), StringComparison.Ordinal);

    [Theory]
    [InlineData(14)]
    [InlineData(46)]
    public void ClaimLeaseOutOfRange_IsRefused(int seconds) =>
        Assert.Contains("use 15 s to 45 s", Refused(o => o.ClaimLease = TimeSpan.FromSeconds(seconds)), StringComparison.Ordinal);

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("a--b")]
    [InlineData("-ab")]
    [InlineData("abc-")]
    [InlineData("")]
    public void IllegalContainer_IsRefused(string container) =>
        Assert.Contains("ContainerName", Refused(o => o.ContainerName = container), StringComparison.Ordinal);

    [Fact]
    public void ContainerOfSixtyFour_IsRefused_AndSixtyThreeIsNot()
    {
        Validate(o => o.ContainerName = new string('a', 63));
        Assert.Contains("ContainerName", Refused(o => o.ContainerName = new string('a', 64)), StringComparison.Ordinal);
        Assert.Contains("ContainerName", Refused(o => o.ContainerName = string.Concat(Enumerable.Repeat("a-", 32)) + "a"), StringComparison.Ordinal);
    }

    [Fact]
    public void TimesAndRetriesOutOfRange_AreRefused()
    {
        Assert.Contains("AttemptTimeout", Refused(o => o.AttemptTimeout = TimeSpan.Zero), StringComparison.Ordinal);
        Assert.Contains("OperationTimeout", Refused(o => o.OperationTimeout = TimeSpan.FromHours(1)), StringComparison.Ordinal);
        Assert.Contains("MaxRetries", Refused(o => o.MaxRetries = -1), StringComparison.Ordinal);
    }

    private static string Refused(Action<BlobGrainStorageOptions> change) => Assert.Throws<OrleansConfigurationException>(() => Validate(change)).Message;

    private static void Validate(Action<BlobGrainStorageOptions> change)
    {
        var options = new BlobGrainStorageOptions { ConnectionString = Account };
        change(options);
        new BlobGrainStorageOptionsValidator("state", options).ValidateConfiguration();
    }
}
