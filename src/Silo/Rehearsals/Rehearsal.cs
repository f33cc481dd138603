using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mote.Grains;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Embedding;
using Mote.Grains.Models;
using Mote.Protocol;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mote.Silo.Rehearsals;

/// <summary>
/// The first verification of a silo, which costs the time that everything takes once: of a drawn face, at the silo's own
/// edge and through all that lies behind, in a realm that is in memory alone and gone after it.
/// </summary>
internal sealed partial class Rehearsal(
    OwnEdge edge,
    RehearsalRealm realm,
    RehearsalPhoto photo,
    [FromKeyedServices(GrainStorageName.Mote)] IGrainStorage storage,
    IGrainFactory grains,
    ModelSets models,
    RealmsInUse realms,
    ILocalSiloDetails here,
    ILogger<Rehearsal> log)
{
    private const string People = "/v1/identities";
    private const string Subject = "nobody";

    // As many people as make the tables grow that grains are found in.
    private const int Others = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The default where the cohort carries it, else one that it does.
    private string? Recipe => models.Common.Cohort.Tails is var tails && (tails.Count == 0 || tails.ContainsKey(new EnrolmentSettings().Recipe)) ? null : RecipeName.Of(tails.Keys.First());

    /// <exception cref="HttpRequestException">The edge gave an answer that is none to somebody enrolled.</exception>
    public async Task Perform(CancellationToken cancellationToken)
    {
        realm.Open();
        Caller.Current = Caller.Service(realm.Name, "rehearsal");
        photo.IsShown = true;
        try
        {
            using var caller = edge.Caller(realm.Key);
            if (caller is not null && await Answers(caller, cancellationToken))
                await AtTheEdge(caller, cancellationToken);
            else
                await BehindTheEdge(cancellationToken);
            await AskForOthers(cancellationToken);
            await ReadWithTheOthers(cancellationToken);
        }
        finally
        {
            realm.Close();
            photo.IsShown = false;
            await PutGrainsAside();
            ((RehearsalStorage)storage).Forget();
        }

        await realms.Open(cancellationToken);
    }

    private async Task AtTheEdge(HttpClient caller, CancellationToken cancellationToken)
    {
        await Enrol(caller, cancellationToken);
        // However a photo may come, and last what is none of his, after which he is not put aside.
        foreach (var comesLater in new[] { false, true })
        {
            await Verify(caller, Form(photo.File), comesLater, cancellationToken);
            await Verify(caller, Alone(photo.File), comesLater, cancellationToken);
        }

        await Verify(caller, Form(photo.Stranger), comesLater: true, cancellationToken);
        using var erased = await caller.DeleteAsync($"{People}/{Subject}", cancellationToken);
        await Require(erased, HttpStatusCode.NoContent, cancellationToken);
    }

    /// <summary>The same without the edge, where that asks for what a silo has not, such as a client's certificate.</summary>
    private async Task BehindTheEdge(CancellationToken cancellationToken)
    {
        LogUnreachable();
        var person = grains.GetGrain<IIdentityGrain>(new IdentityKey(realm.Name, Subject).ToString());
        var enrolment = await person.Enrol(new EnrolmentRequest(Guid.NewGuid(), false, [photo.File], new EnrolmentOptions(Recipe)), Patience, cancellationToken);
        while (enrolment.State == EnrolmentState.Running)
            enrolment = await person.Await(enrolment.Operation, Patience, cancellationToken) ?? throw new HttpRequestException("an enrolment was lost.");
        if (enrolment.Failure is { } failure)
            throw failure;
        foreach (var shown in new[] { photo.File, photo.Stranger })
        {
            await PutGrainsAside();
            await person.Verify(shown, cancellationToken);
        }

        await person.Erase(cancellationToken);
    }

    /// <param name="caller">The caller.</param>
    /// <param name="body">The photo.</param>
    /// <param name="comesLater">Whether the edge has to wait for it, as it has over a slower line.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    private async Task Verify(HttpClient caller, HttpContent body, bool comesLater, CancellationToken cancellationToken)
    {
        await PutGrainsAside();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{People}/{Subject}/verify") { Content = body, Headers = { ExpectContinue = comesLater } };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var verified = await caller.SendAsync(request, cancellationToken);
        await Require(verified, HttpStatusCode.OK, cancellationToken);
    }

    /// <summary>Reads a photo with the models that realms have of their own, and makes the spaces of their faces, since each has its first time, too.</summary>
    private Task ReadWithTheOthers(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (var own in models.All.Skip(1))
            {
                own.Pipeline.Read(photo.File, cancellationToken);
                _ = own.Cohort.Space;
            }
        },
        cancellationToken);

    /// <summary>Asks for many at once, of whom nobody is enrolled.</summary>
    private async Task AskForOthers(CancellationToken cancellationToken) => await Task.WhenAll(
        Enumerable.Range(0, Others).Select(i => grains.GetGrain<IIdentityGrain>(new IdentityKey(realm.Name, $"{Subject}-{i}").ToString()).Describe(cancellationToken)));

    // Whoever is verified first after a start lies in the store, and in no grain.
    private Task PutGrainsAside() => grains.GetGrain<IManagementGrain>(0).ForceActivationCollection([here.SiloAddress], TimeSpan.Zero);

    private static async Task<bool> Answers(HttpClient caller, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await caller.GetAsync("/health/live", cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task Enrol(HttpClient caller, CancellationToken cancellationToken)
    {
        using var enrolled = await caller.PutAsync($"{People}/{Subject}", Form(photo.File), cancellationToken);
        if (enrolled.StatusCode != HttpStatusCode.Accepted)
        {
            await Require(enrolled, HttpStatusCode.Created, cancellationToken);
            return;
        }

        while (await caller.GetFromJsonAsync(enrolled.Headers.Location, ProtocolJson.Default.EnrolmentOperation, cancellationToken) is { } operation && operation.State != EnrolmentState.Succeeded)
        {
            if (operation.State == EnrolmentState.Failed)
                throw new HttpRequestException($"an enrolment failed: {operation.Problem?.Detail}");
        }
    }

    private MultipartFormDataContent Form(byte[] file)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "photo", "photo.jpg" } };
        if (Recipe is { } recipe)
            form.Add(new StringContent(recipe), "recipe");
        return form;
    }

    private static ByteArrayContent Alone(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };

    private static async Task Require(HttpResponseMessage answer, HttpStatusCode status, CancellationToken cancellationToken)
    {
        if (answer.StatusCode != status)
            throw new HttpRequestException($"it was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    [LoggerMessage(1, LogLevel.Information, "The silo cannot call its own edge: it rehearses behind it, and the first request at the edge takes longer")]
    private partial void LogUnreachable();
}
