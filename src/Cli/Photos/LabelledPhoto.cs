using Mote.Evaluation.Protocol;

namespace Mote.Cli.Photos;

/// <summary>A photo file and what is known of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Identity">Who is on it.</param>
/// <param name="Group">The person's attribute group.</param>
/// <param name="Partition">What it is for.</param>
internal sealed record LabelledPhoto(string Path, string Identity, string Group, string Partition)
{
    public PhotoUse Use => Partition switch
    {
        PartitionName.Reference => PhotoUse.Reference,
        PartitionName.Probe => PhotoUse.Probe,
        _ when PartitionName.Cohort(Partition) is not null => PhotoUse.Cohort,
        _ => PhotoUse.None,
    };
}
