using System.Collections.Concurrent;
using System.IO.Hashing;
using Mote.Grains.Contracts.Embedding;

namespace Mote.Clusters;

/// <summary>Reads each photo once and gives that reading from then on, so that what is left of a verification is all but its reading.</summary>
internal sealed class GivenReadings : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<ulong, object> _readings = new();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(IEmbedderGrain))
        {
            await context.Invoke();
            return;
        }

        var photo = XxHash3.HashToUInt64((byte[])context.Request.GetArgument(0)!);
        if (!_readings.TryGetValue(photo, out var reading))
        {
            await context.Invoke();
            _readings[photo] = reading = context.Result!;
        }

        context.Result = reading;
    }
}
