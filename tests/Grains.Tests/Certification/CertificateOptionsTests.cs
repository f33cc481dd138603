using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Grains.Certification;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Certificate = Mote.Recognition.Certification.Certificate;
using ZooClass = Mote.Recognition.Certification.ZooClass;

namespace Mote.Grains.Tests.Certification;

public sealed class CertificateOptionsTests
{
    [Theory]
    [InlineData("MostFalseMatchRate", "1.5", "from 0 to 1")]
    [InlineData("Realms:clinic:MostGroupGap", "-0.1", "Realm 'clinic'")]
    [InlineData("Realms:bad realm:MostGroupGap", "0.1", "cannot be a realm")]
    public void Validate_WrongSetting_SaysWhichAndHowToMend(string key, string value, string said) =>
        Assert.Contains(said, Assert.Throws<OptionsValidationException>(() => Options((key, value)).Value).Message, StringComparison.Ordinal);

    [Fact]
    public void Require_RealmWithItsOwnBound_IsHeldToThatAndTheOthersToTheCommonOne()
    {
        var rules = new CertificateRules(Options(("MostFalseNonMatchRate", "0.1"), ("Realms:clinic:MostFalseNonMatchRate", "0.01"), ("Realms:club:MostGroupGap", "0.5")));
        var certificate = Of(rejected: 100);
        rules.Require("door", certificate);
        rules.Require("club", certificate);
        var refusal = Assert.Throws<MoteException>(() => rules.Require("clinic", certificate));
        Assert.Equal((ProblemCode.FailureToEnrol, 0.05, 0.01), (refusal.Code, refusal.Measured, refusal.Bound));
    }

    [Fact]
    public void Require_NothingSet_RefusesWhatRejectsItsPersonMoreOftenThanNot()
    {
        var rules = new CertificateRules(Options());
        rules.Require("any", Of(rejected: 1000));
        Assert.Equal(0.5, Assert.Throws<MoteException>(() => rules.Require("any", Of(rejected: 1001))).Bound);
        new CertificateRules(Options(("MostFalseNonMatchRate", "1"))).Require("any", Of(rejected: 2000));
    }

    private static Certificate Of(int rejected) => new(
        1e-3,
        new CertifiedFigures([new GroupFigures("all", new ErrorCount(0, 100), new ErrorCount(0, 100), new ErrorCount(rejected, 2000))]),
        null,
        null,
        ZooClass.Sheep,
        [new SynthesisAgreement("all", 100, 0.01)]);

    private static IOptions<CertificateOptions> Options(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddOptions<CertificateOptions>().Bind(configuration).ValidateDataAnnotations();
        return services.BuildServiceProvider().GetRequiredService<IOptions<CertificateOptions>>();
    }
}
