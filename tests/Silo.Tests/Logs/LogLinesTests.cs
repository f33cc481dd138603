using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mote.Silo.Logs;

namespace Mote.Silo.Tests.Logs;

public sealed class LogLinesTests
{
    [Fact]
    public void EveryLine_BeginsWithTheTime()
    {
        using var written = new StringWriter();
        var lines = new LogLines(new FixedTime(new DateTimeOffset(2027, 2, 1, 3, 4, 5, 678, TimeSpan.FromHours(2))));
        lines.Write(new LogEntry<string>(LogLevel.Warning, "Mote.Silo", new EventId(7), "one\ntwo", new IOException("three\nfour"), (state, _) => state), null, written);

        Assert.Equal(
            ["2027-02-01T01:04:05.678Z warn Mote.Silo[7] one", "2027-02-01T01:04:05.678Z warn   two", "2027-02-01T01:04:05.678Z warn   System.IO.IOException: three", "2027-02-01T01:04:05.678Z warn   four"],
            written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
