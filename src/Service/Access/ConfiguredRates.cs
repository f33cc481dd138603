using Microsoft.Extensions.Options;
using Mote.Grains.Rates;

namespace Mote.Service.Access;

/// <summary>The rates of configured keys are rates, and none is looser than its realm.</summary>
internal sealed class ConfiguredRates(IOptions<RateOptions> rates) : IValidateOptions<ApiKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiKeyOptions options)
    {
        var faults = options.ApiKeys.Index()
            .Where(key => key.Item.TargetFalseMatchRate is not null)
            .Select(key => rates.Value.Fault($"Mote:ApiKeys:{key.Index}:TargetFalseMatchRate", key.Item.TargetFalseMatchRate!.Value, key.Item.Realm))
            .OfType<string>()
            .ToArray();
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
