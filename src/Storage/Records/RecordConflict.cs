using Orleans.Storage;

namespace Mote.Storage.Records;

internal static class RecordConflict
{
    public static InconsistentStateException Of(string name, string? stored, string? expected, Exception? cause = null) =>
        new($"The record '{name}' was changed by another writer.", stored ?? "none", expected ?? "none", cause);
}
