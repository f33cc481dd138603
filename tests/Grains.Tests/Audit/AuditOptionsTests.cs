using System.ComponentModel.DataAnnotations;
using Mote.Grains.Audit;

namespace Mote.Grains.Tests.Audit;

public sealed class AuditOptionsTests
{
    [Theory]
    [InlineData(0, 60, 365, "silo", "Mote:Audit:MostWaiting is 1 to")]
    [InlineData(10, 0, 365, "silo", "Mote:Audit:MostWaitingMinutes is 1 to")]
    [InlineData(10, 60, 0, "silo", "Mote:Audit:RetainDays is 1 to")]
    [InlineData(10, 60, 365, "a/b", "Mote:Audit:Writer is 1 to 128")]
    public void Options_Wrong_SayWhatToGive(int waiting, int minutes, int days, string writer, string expected)
    {
        var options = new AuditOptions { MostWaiting = waiting, MostWaitingMinutes = minutes, RetainDays = days, Writer = writer };
        List<ValidationResult> wrong = [];
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true));
        Assert.StartsWith(expected, Assert.Single(wrong).ErrorMessage, StringComparison.Ordinal);
    }
}
