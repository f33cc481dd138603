using Mote.Recognition.Templates;

namespace Mote.Recognition.Enrolment;

/// <summary>A new model-template and what it took.</summary>
/// <param name="Template">The model-template.</param>
/// <param name="Training">The time of synthesis and training; in a batch, its share of the time of all.</param>
/// <param name="Calibration">The time of calibration.</param>
public sealed record EnrolmentOutcome(ModelTemplate Template, TimeSpan Training, TimeSpan Calibration);
