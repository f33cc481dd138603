using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Audit;
using Mote.Service.Permits;
using Mote.Silo.Requests;

namespace Mote.Silo.Audit;

/// <summary>The audit trail of the caller's realm.</summary>
internal static class AuditEndpoints
{
    private const int MostListed = 1000;
    private const int MostNotes = 20_000;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/v1/audit").WithTags("Audit");

        audit.MapGet("/", Read).Needs(Permit.Audit)
            .WithName("Audit").WithSummary("Decisions and changes, newest first, in pages.")
            .WithDescription("A page may be short and yet not the last: go on while there is 'next'. Reading is noted in the trail once a minute and caller.").Produces<AuditPage>();
        audit.MapGet("/check", Check).Needs(Permit.Audit)
            .WithName("CheckAudit").WithSummary("Recompute every chain: is every entry there, as it was written?")
            .WithDescription("Each 'since' is a head that was noted elsewhere, SEQUENCE:HASH or WRITER:SEQUENCE:HASH: the trail is whole only if it is in it still. What to note is in the answer.").Produces<AuditCheck>();
        audit.MapPost("/check", CheckNotes).Needs(Permit.Audit).WithMetadata(new JsonBodyOf(typeof(AuditNotes)))
            .WithName("CheckAuditNotes").WithSummary("The same for many noted heads.")
            .WithDescription("The body is JSON with the member 'since', at most 20,000 noted heads as in the address of the other.").Produces<AuditCheck>();
    }

    private static async Task<IResult> Read(
        CallerService service,
        CancellationToken cancellationToken,
        string? subject = null,
        string? kind = null,
        string? outcome = null,
        string? door = null,
        string? after = null,
        int limit = 100)
    {
        if (limit is < 1 or > MostListed)
            throw new MoteException(ProblemCode.InvalidRequest, $"The limit is 1 to {MostListed}.");
        var query = new TrailQuery(subject, Named(kind, "kind", ProtocolJson.Default.AuditKind), Named(outcome, "outcome", ProtocolJson.Default.AuditOutcome), door);
        return Results.Ok(await service.ReadAudit(query, after, limit, cancellationToken));
    }

    private static Task<IResult> Check(CallerService service, CancellationToken cancellationToken, string[]? since = null) =>
        Checked(service, since ?? [], cancellationToken);

    // Read by hand: a body that routing knows of is asked for its type before the caller is asked for his rights.
    private static async Task<IResult> CheckNotes(HttpContext context, CallerService service)
    {
        var notes = await JsonBody.Read(context, ProtocolJson.Default.AuditNotes, "Noted heads are sent as JSON: {\"since\": [\"SEQUENCE:HASH\"]}.");
        return await Checked(service, notes.Since ?? [], context.RequestAborted);
    }

    private static async Task<IResult> Checked(CallerService service, IReadOnlyList<string> since, CancellationToken cancellationToken)
    {
        if (since.Count > MostNotes)
            throw new MoteException(ProblemCode.InvalidRequest, $"At most {MostNotes} noted heads are looked for at once.");
        var notes = since.Select(note => AuditNote.Parse(note) ?? throw new MoteException(ProblemCode.InvalidRequest, "A noted head is SEQUENCE:HASH or WRITER:SEQUENCE:HASH, with the hash as 64 hexadecimal digits.")).ToArray();
        return Results.Ok(await service.CheckAudit(notes, cancellationToken));
    }

    private static T? Named<T>(string? name, string what, JsonTypeInfo<T> type)
        where T : struct, Enum
    {
        if (name is null)
            return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonSerializer.SerializeToElement(value, type).GetString() == name)
                return value;
        }

        throw new MoteException(ProblemCode.InvalidRequest, $"The {what} is one of {string.Join(", ", Enum.GetValues<T>().Select(value => JsonSerializer.SerializeToElement(value, type).GetString()))}.");
    }
}
