using Mote.Protocol;
using Mote.Service.Audit;

namespace Mote.WebConsole.Activity;

/// <summary>The page of what happened.</summary>
/// <param name="Query">What is looked for.</param>
/// <param name="Found">What was found; may be short and yet not the last.</param>
/// <param name="IsFirst">Whether there is nothing newer.</param>
public sealed record ActivityModel(TrailQuery Query, AuditPage Found, bool IsFirst);
