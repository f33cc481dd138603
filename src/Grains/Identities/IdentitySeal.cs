using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities.FirstForm;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Keys;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>Between a stored identity and one that answers: the record's seal outside, the model-template's protection inside.</summary>
internal sealed class IdentitySeal(StateSeal seal, MasterKeys keys)
{
    /// <summary>Opens a stored record.</summary>
    /// <param name="key">Whose place it was found in.</param>
    /// <param name="stored">What was found.</param>
    /// <param name="manifest">Knows which record is the latest, and holds its key.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The record is refused; the code says by which rule.</exception>
    public async Task<EnrolledIdentity> Open(IdentityKey key, SealedState stored, ISubjectManifest manifest, CancellationToken cancellationToken)
    {
        ManifestLine[] known = [];
        ManifestLine? own = null;
        var opened = await Read(
            seal,
            key,
            stored,
            async record =>
            {
                known = await manifest.Lines(cancellationToken);
                own = Manifest.LineOf(record, known);
                return own.WrappedKey;
            },
            cancellationToken);
        using var master = await keys.Of(key.Realm, opened.MasterKeyVersion, cancellationToken);
        try
        {
            return new EnrolledIdentity(opened.State, Open(key, opened.State.Active, master), own!)
            {
                Candidate = opened.State.Candidate is { } candidate ? Open(key, candidate.Template, master) : null,
                IsSettled = known.Length == 1,
                IsLatest = ReferenceEquals(own, known[^1]),
            };
        }
        catch (ProtectionException refusal)
        {
            throw StateSeal.Refusal(refusal);
        }
        catch (CertificateFormatException damage)
        {
            throw new MoteException(ProblemCode.StateUnreadable, $"The stored certificate cannot be read: {damage.Message}");
        }
    }

    /// <summary>Reads a stored record, in whatever form it was written, and opens no model-template in it.</summary>
    /// <param name="seal">Opens the record.</param>
    /// <param name="key">Whose place it was found in.</param>
    /// <param name="stored">What was found.</param>
    /// <param name="wrappedKey">Finds the key of the record, once that is known to belong here.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The record is refused; the code says by which rule.</exception>
    public static async Task<OpenedState<IdentityState>> Read(
        StateSeal seal, IdentityKey key, SealedState stored, Func<SealedRecord, Task<byte[]>> wrappedKey, CancellationToken cancellationToken)
    {
        try
        {
            return await seal.Open(
                Record(key),
                stored,
                wrappedKey,
                (record, content, master) => record.IsOfFirstForm
                    ? seal.Deserialize<FirstIdentityState>(content).ToState()
                    : IdentityRecord.Read(record.Name, content, master),
                cancellationToken);
        }
        catch (ModelTemplateFormatException damage)
        {
            throw new MoteException(ProblemCode.StateUnreadable, $"The stored model-template cannot be read: {damage.Message}");
        }
    }

    /// <summary>Makes a stored model-template answer.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="stored">The model-template.</param>
    /// <param name="master">The master key that it is protected under.</param>
    /// <exception cref="ProtectionException">It does not open under this key and name.</exception>
    public static ModelTemplate Open(IdentityKey key, StoredTemplate stored, MasterKey master) =>
        stored.Protected.Open(master, Template(key, stored.Version));

    /// <summary>Seals a record that replaces the one before.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="before">The one it replaces; null for none.</param>
    /// <param name="draft">What is stored.</param>
    /// <param name="master">The master key that the model-templates are protected under.</param>
    public static (SealedState Stored, EnrolledIdentity Identity) Seal(IdentityKey key, EnrolledIdentity? before, IdentityDraft draft, MasterKey master)
    {
        var (record, line) = StateSeal.Seal(Record(key), before?.Line.Revision ?? 0, IdentityRecord.Write(Record(key), draft.State, master), master);
        line = line with { Person = before is { Line.Person: var person } && person != Guid.Empty ? person : Guid.NewGuid() };
        return (new SealedState { Record = record }, new EnrolledIdentity(draft.State, draft.Template, line) { Candidate = draft.Candidate });
    }

    /// <summary>What the keys of a model-template are bound to.</summary>
    public static TemplateName Template(IdentityKey key, int version) => new(key.Realm, key.Subject, version);

    /// <summary>What the record of an identity is sealed for.</summary>
    public static RecordName Record(IdentityKey key) => new(key.Realm, key.Subject, StoredRecords.Identity);
}
