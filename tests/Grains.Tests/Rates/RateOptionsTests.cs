using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Grains.Rates;

namespace Mote.Grains.Tests.Rates;

public sealed class RateOptionsTests
{
    [Fact]
    public void Most_NotSet_IsTheRealmsOwnRate()
    {
        Assert.Equal((1e-4, 1e-4), Of(Options(), "any"));
        Assert.Equal((1e-3, 1e-3), Of(Options(("TargetFalseMatchRate", "0.001")), "any"));
        var clinic = Options(("Realms:clinic:TargetFalseMatchRate", "0.00001"), ("Realms:club:MostFalseMatchRate", "0.01"));
        Assert.Equal((1e-5, 1e-5), Of(clinic, "clinic"));
        Assert.Equal((1e-4, 1e-2), Of(clinic, "club"));
        Assert.Equal((1e-4, 1e-4), Of(clinic, "any"));
        Assert.Equal(1e-5, clinic.SmallestTarget());
        Assert.Equal(1e-6, Options(("Realms:clinic:Doors:north:TargetFalseMatchRate", "0.000001")).SmallestTarget());
    }

    [Fact]
    public void Realm_SomethingOfItsOwn_TakesTheRestFromTheCommonOne() => Assert.Equal(
        (1e-5, 1e-3), Of(Options(("MostFalseMatchRate", "0.001"), ("Realms:clinic:TargetFalseMatchRate", "0.00001")), "clinic"));

    [Theory]
    [InlineData("TargetFalseMatchRate", "0", "Mote:Enrolment:TargetFalseMatchRate is 0")]
    [InlineData("TargetFalseMatchRate", "1", "Mote:Enrolment:TargetFalseMatchRate is 1")]
    [InlineData("TargetFalseMatchRate", "NaN", "Mote:Enrolment:TargetFalseMatchRate is NaN")]
    [InlineData("MostFalseMatchRate", "1", "Mote:Enrolment:MostFalseMatchRate is 1")]
    [InlineData("MostFalseMatchRate", "NaN", "Mote:Enrolment:MostFalseMatchRate is NaN")]
    [InlineData("MostFalseMatchRate", "0.00001", "Mote:Enrolment: the ceiling MostFalseMatchRate 1E-05 is below TargetFalseMatchRate 0.0001")]
    [InlineData("Realms:clinic:MostFalseMatchRate", "0.00001", "Mote:Enrolment:Realms:clinic: the ceiling")]
    [InlineData("Realms:clinic:TargetFalseMatchRate", "-1", "Mote:Enrolment:Realms:clinic:TargetFalseMatchRate is -1")]
    [InlineData("Realms:bad realm:TargetFalseMatchRate", "0.1", "cannot be a realm")]
    [InlineData("Doors:north:TargetFalseMatchRate", "0", "Mote:Enrolment:Doors:north:TargetFalseMatchRate is 0: give a rate above 0 and below 1")]
    [InlineData("Doors:north:TargetFalseMatchRate", "NaN", "Mote:Enrolment:Doors:north:TargetFalseMatchRate is NaN")]
    [InlineData("Doors:north:TargetFalseMatchRate", "0.001", "Mote:Enrolment:Doors:north:TargetFalseMatchRate is 0.001, above the realm's ceiling 0.0001")]
    [InlineData("Doors:north:TargetFalseMatchRate", "", "Mote:Enrolment:Doors:north says no TargetFalseMatchRate")]
    [InlineData("Realms:clinic:Doors:north:TargetFalseMatchRate", "0.01", "Mote:Enrolment:Realms:clinic:Doors:north:TargetFalseMatchRate is 0.01, above the realm's ceiling 0.0001")]
    [InlineData("Doors:bad door:TargetFalseMatchRate", "0.00001", "Mote:Enrolment:Doors names 'bad door', which cannot be a door")]
    public void Validate_WrongSetting_SaysWhichAndHowToMend(string key, string value, string said) =>
        Assert.Contains(said, Assert.Throws<OptionsValidationException>(() => Options((key, value))).Message, StringComparison.Ordinal);

    /// <summary>A realm may be stricter than a common ceiling, and not looser than that without saying so.</summary>
    [Fact]
    public void Validate_RealmsRateAboveTheCommonCeiling_IsRefused() => Assert.Contains(
        "Mote:Enrolment:Realms:club: the ceiling",
        Assert.Throws<OptionsValidationException>(() => Options(("MostFalseMatchRate", "0.001"), ("Realms:club:TargetFalseMatchRate", "0.01"))).Message,
        StringComparison.Ordinal);

    private static (double Target, double Most) Of(RateOptions rates, string realm) => (rates.Target(realm), rates.Most(realm));

    private static RateOptions Options(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddOptions<RateOptions>().Bind(configuration).ValidateDataAnnotations();
        return services.BuildServiceProvider().GetRequiredService<IOptions<RateOptions>>().Value;
    }
}
