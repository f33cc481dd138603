using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>A model-template of a person as it is stored, and how it came about. Immutable.</summary>
/// <param name="Version">1 at enrolment, one more with each re-enrolment and exclusion.</param>
/// <param name="TrainedAt">When it was trained: the day (UTC), or the very time in a record that an earlier version wrote.</param>
/// <param name="Balance">The share of synthetic genuine samples drawn from the first attribute group, 0 to 1.</param>
/// <param name="Protected">The model-template in its protected form.</param>
internal sealed record StoredTemplate(int Version, DateTimeOffset TrainedAt, double Balance, ProtectedTemplate Protected)
{
    /// <summary>A model-template of today. The day is enough for whoever asks how old it is.</summary>
    public static StoredTemplate Of(int version, DateTimeOffset now, double balance, ModelTemplate template, TemplateKeys keys) =>
        new(version, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), balance, ProtectedTemplate.Seal(template, keys));
}
