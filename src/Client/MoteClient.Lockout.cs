namespace Mote.Client;

public sealed partial class MoteClient
{
    /// <summary>
    /// Lifts the lock that too many consecutive non-matches of a person have closed, and forgets the count; an operator's key
    /// is needed. Done as well where there is no lock. Never repeated by itself.
    /// </summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    public async Task UnlockAsync(string subject, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Path(subject, "/lockout"));
        using var response = await Send(request, cancellationToken);
    }
}
