using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mote.Protocol;

namespace Mote.Client;

public sealed partial class MoteClient
{
    /// <summary>The realm's audit trail, newest first, fetched page by page; an operator's key is needed.</summary>
    /// <param name="filter">Which entries; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<AuditEntry> AuditAsync(AuditFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? after = null;
        do
        {
            var page = await Page(filter, after, PageSize, cancellationToken);
            foreach (var entry in page.Entries)
                yield return entry;
            after = page.Cursor ?? page.Next?.ToString(CultureInfo.InvariantCulture);
        }
        while (after is not null);
    }

    /// <summary>One page of the realm's audit trail, newest first; an operator's key is needed.</summary>
    /// <param name="filter">Which entries; null for all.</param>
    /// <param name="after">The entry to go on behind, from <see cref="AuditPage.Next"/>; null from the newest.</param>
    /// <param name="limit">At most so many, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditPage> AuditPageAsync(AuditFilter? filter = null, long? after = null, int limit = PageSize, CancellationToken cancellationToken = default) =>
        Page(filter, after?.ToString(CultureInfo.InvariantCulture), limit, cancellationToken);

    /// <summary>Recomputes the chains of the realm's audit trail: is every entry there, as it was written? An operator's key is needed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditCheck> CheckAuditAsync(CancellationToken cancellationToken = default) =>
        Checked(new HttpRequestMessage(HttpMethod.Get, new Uri("v1/audit/check", UriKind.Relative)), cancellationToken);

    /// <summary>The same, and whether heads that were noted elsewhere (<see cref="AuditChainCheck.Note"/>) are in it still. An operator's key is needed.</summary>
    /// <param name="since">What was noted, each <c>SEQUENCE:HASH</c> or <c>WRITER:SEQUENCE:HASH</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditCheck> CheckAuditSinceAsync(IEnumerable<string> since, CancellationToken cancellationToken = default) => Checked(
        new HttpRequestMessage(HttpMethod.Post, new Uri("v1/audit/check", UriKind.Relative)) { Content = JsonContent.Create(new AuditNotes([.. since]), ProtocolJson.Default.AuditNotes) },
        cancellationToken);

    private async Task<AuditCheck> Checked(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await Send(request, cancellationToken);
            return await Read(response, ProtocolJson.Default.AuditCheck, cancellationToken);
        }
    }

    private async Task<AuditPage> Page(AuditFilter? filter, string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new StringBuilder("v1/audit?limit=").Append(CultureInfo.InvariantCulture, $"{limit}");
        Add("subject", filter?.Subject);
        Add("kind", Name(filter?.Kind, ProtocolJson.Default.AuditKind));
        Add("outcome", Name(filter?.Outcome, ProtocolJson.Default.AuditOutcome));
        Add("door", filter?.Door);
        Add("after", after);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(query.ToString(), UriKind.Relative));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.AuditPage, cancellationToken);

        void Add(string name, string? value)
        {
            if (value is not null)
                query.Append(CultureInfo.InvariantCulture, $"&{name}={Uri.EscapeDataString(value)}");
        }

        static string? Name<T>(T? value, JsonTypeInfo<T> type)
            where T : struct, Enum => value is { } known ? JsonSerializer.SerializeToElement(known, type).GetString() : null;
    }
}
