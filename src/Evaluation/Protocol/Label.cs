namespace Mote.Evaluation.Protocol;

/// <summary>What is known of one photo.</summary>
/// <param name="Row">Its row among the embeddings, from 0.</param>
/// <param name="Image">Its path below the folder of the photos; of an embedding without one what it is called in messages.</param>
/// <param name="Identity">Who is on it.</param>
/// <param name="Group">The person's attribute group.</param>
/// <param name="Partition">What it is for, one of <see cref="PartitionName"/> or anything else for nothing.</param>
public sealed record Label(int Row, string Image, string Identity, string Group, string Partition)
{
    /// <summary>Whether a subject is enrolled from it or probed with it.</summary>
    public bool IsOfSubject => Partition is PartitionName.Reference or PartitionName.Probe;

    /// <summary>Whether it is a background person's.</summary>
    public bool IsOfCohort => PartitionName.Cohort(Partition) is not null;
}
