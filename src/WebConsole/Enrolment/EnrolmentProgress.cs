using Mote.Protocol;

namespace Mote.WebConsole.Enrolment;

/// <summary>What the script of the progress page asks for.</summary>
/// <param name="State">Running, succeeded or failed.</param>
/// <param name="Progress">0 to 1.</param>
internal sealed record EnrolmentProgress(EnrolmentState State, double Progress);
