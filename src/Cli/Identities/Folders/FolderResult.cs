using System.Globalization;
using System.Text;

namespace Mote.Cli.Identities.Folders;

/// <summary>What came of the people of a folder.</summary>
/// <param name="Enrolled">Who is enrolled now.</param>
/// <param name="Skipped">Who was enrolled already, or is being enrolled by somebody else.</param>
/// <param name="Refused">Who was not, and why.</param>
/// <param name="Left">Who was not tried or not waited for, because it was stopped.</param>
/// <param name="PhotosLeftOut">By person, photos beyond those that an enrolment takes.</param>
/// <param name="OtherFiles">Files that are no photos by their names.</param>
/// <param name="StoppedBecause">Why it did not come to the end; null if it did.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record FolderResult(
    IReadOnlyList<string> Enrolled,
    IReadOnlyList<string> Skipped,
    IReadOnlyList<RefusedPerson> Refused,
    IReadOnlyList<string> Left,
    IReadOnlyDictionary<string, int> PhotosLeftOut,
    int OtherFiles,
    string? StoppedBecause,
    double Seconds)
{
    /// <summary>The same for people.</summary>
    public string Words()
    {
        var words = new StringBuilder();
        words.Append(CultureInfo.InvariantCulture, $"Enrolled {Enrolled.Count:N0} in {Seconds:N0} s. Skipped, being enrolled already: {Skipped.Count:N0}. Refused: {Refused.Count:N0}.");
        foreach (var refused in Refused)
            words.Append(CultureInfo.InvariantCulture, $"\n  {refused.Subject}: {refused.Reason}");
        foreach (var (subject, photos) in PhotosLeftOut)
            words.Append(CultureInfo.InvariantCulture, $"\n  {subject}: {photos} photos more than an enrolment takes were left out.");
        if (OtherFiles > 0)
            words.Append(CultureInfo.InvariantCulture, $"\nFiles that are no photos by their names were left alone: {OtherFiles:N0}.");
        if (StoppedBecause is not null)
            words.Append(CultureInfo.InvariantCulture, $"\n{StoppedBecause} Left: {Left.Count:N0}. The same command goes on with them.");
        return words.ToString();
    }
}
