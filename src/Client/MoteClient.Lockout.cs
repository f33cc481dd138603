using Mote.Protocol;

namespace Mote.Client;

public sealed partial class MoteClient
{
    /// <summary>
    /// Lifts the locks that too many consecutive non-matches of a person have closed, and forgets the counts; an operator's key
    /// is needed. Done as well where there is no lock. Never repeated by itself.
    /// </summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    public Task UnlockAsync(string subject, CancellationToken cancellationToken = default) => Unlock(subject, "", cancellationToken);

    /// <summary>Lifts one of the locks that <see cref="Identity.Locks"/> lists and leaves the others; that of all doors, and they go together.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="which">The lock; its door or key says which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    public Task UnlockAtAsync(string subject, IdentityLock which, CancellationToken cancellationToken = default) => Unlock(
        subject,
        which switch
        {
            null => throw new ArgumentNullException(nameof(which)),
            { Door: { } door } => $"?door={Uri.EscapeDataString(door)}",
            { Key: { } key } => $"?key={Uri.EscapeDataString(key)}",
            _ => "",
        },
        cancellationToken);

    private async Task Unlock(string subject, string which, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Path(subject, $"/lockout{which}"));
        using var response = await Send(request, cancellationToken);
    }
}
