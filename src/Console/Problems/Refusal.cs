using Mote.Abstractions.Errors;
using Mote.Protocol;

namespace Mote.Console.Problems;

/// <summary>A refusal in plain words.</summary>
/// <param name="Code">One of <see cref="ProblemCode"/>.</param>
/// <param name="Title">What was wrong, in a few words.</param>
/// <param name="Detail">What was wrong, with what was measured.</param>
/// <param name="Advice">What to do.</param>
public sealed record Refusal(string Code, string Title, string Detail, string Advice)
{
    internal static Refusal Of(MoteException failure)
    {
        var (title, advice) = failure.Code switch
        {
            ProblemCode.NoFace => ("No face was found", "Use a photo from the front that shows the whole face, larger and in even light."),
            ProblemCode.SeveralFaces => ("There are several faces", "Use a photo of this person alone, or cut the others off."),
            ProblemCode.LowQuality => ("The photo is not good enough", "Take another one with the measured quality better; the camera on this page tells while you look."),
            ProblemCode.PhotoUnreadable => ("The photo cannot be read", "Save it as JPEG, PNG or WebP and send that."),
            ProblemCode.PhotoTooLarge => ("The photo is too large", "Make it smaller: 1,000 pixels across are plenty."),
            ProblemCode.PhotoMissing => ("There is no photo", "Choose a file, or take a photo with the camera."),
            ProblemCode.FailureToEnrol => ("The photo makes no good network", "Try a sharper photo from the front: what came of this one misses the bounds of the realm."),
            ProblemCode.NotRecognised => ("The network does not recognise the photo", "Take another photo of this person. If you know otherwise who it is, tick \"Replace it without asking the network\" and send it again."),
            ProblemCode.RateAboveCeiling => ("The threshold is too loose", "Choose one of those that the form offers."),
            ProblemCode.OperationReused => ("This form was sent before", "With something else in it, which was done. Choose the photo again here and send it."),
            ProblemCode.AlreadyEnrolled => ("Somebody of that name is enrolled already", "Re-enrol that person to use the new photo, or choose another name."),
            ProblemCode.EnrolmentUnderWay => ("An enrolment of this person is under way", "Wait until it has ended."),
            ProblemCode.NotEnrolled => ("Nobody of that name is enrolled", "Check the name, or enrol the person first."),
            ProblemCode.LockedOut => ("This person is locked for a while", "Wait until the lock ends, or let an operator lift it on the person's page."),
            ProblemCode.PhotosDisagree => ("The photos show different people", "Choose photos of this person alone."),
            ProblemCode.AuditUnavailable => ("The audit trail cannot be written", "Nothing was decided: try again in a moment, and see the service's log."),
            ProblemCode.Overloaded => ("The service is busy", "Nothing was changed: try again in a moment."),
            ProblemCode.EmbedderMismatch or ProblemCode.CohortMismatch => ("The network belongs to another embedder or cohort", "Re-enrol this person, and tick \"Replace it without asking the network\": it cannot be asked."),
            ProblemCode.OperationUnknown => ("This enrolment is not known", "See whether the person is enrolled; if not, send the photo again."),
            ProblemCode.InvalidRequest => ("The form was not understood", "Correct what is named and send it again."),
            _ => ("It did not work", "Try again; if it stays so, the service's log says why."),
        };
        return new Refusal(failure.Code, title, failure.Message, advice);
    }
}
