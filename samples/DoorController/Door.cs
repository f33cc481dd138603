using Mote.Client;
using Mote.Protocol;

namespace DoorController;

/// <summary>Decides about whoever shows a card. Whatever goes wrong, it does not open.</summary>
internal sealed class Door(MoteClient mote, TimeSpan deadline)
{
    /// <param name="card">The card's number, which is the person's name at the service.</param>
    /// <param name="photo">The file of the photo.</param>
    public async Task<Answer> DecideAsync(string card, string photo)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(photo);
            // Of its own: who stops the program does not break off a decision. What is repeated within it is counted once.
            using var late = new CancellationTokenSource(deadline);
            var verification = await mote.VerifyAsync(card, bytes, late.Token);
            return verification.IsMatch ? new(Act.Open, "welcome") : new(Act.StayClosed, "this is somebody else");
        }
        catch (Exception failure)
        {
            return AnswerTo(failure);
        }
    }

    // The order counts: what is said in particular comes before what is said in general.
    private Answer AnswerTo(Exception failure) => failure switch
    {
        OperationCanceledException => new(Act.RetryLater, $"no decision within {deadline.TotalSeconds} seconds"),
        ServiceUnavailableException => new(Act.RetryLater, failure.Message),

        NotEnrolledException => new(Act.StayClosed, "nobody is enrolled with this card"),
        LockedOutException locked => new(Act.CallTheGuard, $"too many photos did not match; locked for {locked.RetryAfter.TotalSeconds:0} seconds"),
        PhotoRefusedException => new(Act.TakeAnotherPhoto, failure.Message),
        IOException or UnauthorizedAccessException => new(Act.TakeAnotherPhoto, "the camera gave no photo"),

        UnauthenticatedException { Code: ProblemCode.TooManyAttempts } => new(Act.RetryLater, failure.Message),
        UnauthenticatedException or MoteClientException { Kind: ProblemKind.Forbidden } => new(Act.MendTheKey, failure.Message),

        // The person has to be enrolled anew, something stored is damaged, or it is of a later version than this program.
        MoteClientException => new(Act.CallTheGuard, failure.Message),
        _ => new(Act.CallTheGuard, $"a fault of this program: {failure.GetType().Name}"),
    };
}
