using System.ComponentModel.DataAnnotations;
using Mote.Grains.Audit;

namespace Mote.Grains.Tests.Audit;

public sealed class AuditOptionsTests
{
    [Theory]
    [InlineData(0, 365, "Mote:Audit:MostWaiting is 1 to")]
    [InlineData(10, 0, "Mote:Audit:RetainDays is 1 to")]
    public void Options_Wrong_SayWhatToGive(int waiting, int days, string expected)
    {
        var options = new AuditOptions { MostWaiting = waiting, RetainDays = days };
        List<ValidationResult> wrong = [];
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true));
        Assert.StartsWith(expected, Assert.Single(wrong).ErrorMessage, StringComparison.Ordinal);
    }
}
