using System.Globalization;
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
        long? after = null;
        do
        {
            var page = await AuditPageAsync(filter, after, cancellationToken: cancellationToken);
            foreach (var entry in page.Entries)
                yield return entry;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>One page of the realm's audit trail, newest first; an operator's key is needed.</summary>
    /// <param name="filter">Which entries; null for all.</param>
    /// <param name="after">The entry to go on behind, from <see cref="AuditPage.Next"/>; null from the newest.</param>
    /// <param name="limit">At most so many, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AuditPage> AuditPageAsync(AuditFilter? filter = null, long? after = null, int limit = PageSize, CancellationToken cancellationToken = default)
    {
        var query = new StringBuilder("v1/audit?limit=").Append(CultureInfo.InvariantCulture, $"{limit}");
        Add("subject", filter?.Subject);
        Add("kind", Name(filter?.Kind, ProtocolJson.Default.AuditKind));
        Add("outcome", Name(filter?.Outcome, ProtocolJson.Default.AuditOutcome));
        Add("door", filter?.Door);
        Add("after", after?.ToString(CultureInfo.InvariantCulture));
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

    /// <summary>Recomputes the whole chain of the realm's audit trail: is every entry there, as it was written? An operator's key is needed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AuditCheck> CheckAuditAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/audit/check", UriKind.Relative));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.AuditCheck, cancellationToken);
    }
}
