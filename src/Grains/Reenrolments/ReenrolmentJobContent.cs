using System.Text;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Reenrolments;

/// <summary>A job and its progress as bytes: sections, filled up to steps so that their length tells of no name. Part of the stored formats.</summary>
internal static class ReenrolmentJobContent
{
    private const ushort AskedId = 1;
    private const ushort SubjectsId = 2;
    private const ushort CallerId = 3;
    private const ushort CountsId = 1;
    private const ushort AfterId = 2;

    private const string OtherwiseNow = "start the job again";
    private const int JobStep = 4096;
    private const int ProgressBytes = 512;

    /// <summary>Writes a job. Section 1: its id (16 bytes), the cause (1), the day's number or -1 (4); 2: the names, in UTF-8, a line feed between two; 3: the caller's name, whether there is a door (1), and the door, each text with its length before it.</summary>
    public static byte[] Write(ReenrolmentJob job)
    {
        Section[] sections =
        [
            RealmSections.Of(AskedId, to =>
            {
                to.Write(job.Id.ToByteArray(bigEndian: true));
                to.Write((byte)job.Cause);
                to.Write(job.EnrolledBefore?.DayNumber ?? -1);
            }),
            RealmSections.Of(SubjectsId, Encoding.UTF8.GetBytes(string.Join('\n', job.Subjects))),
            RealmSections.Of(CallerId, to =>
            {
                to.Write(job.Caller.Name);
                to.Write(job.Caller.Door is not null);
                to.Write(job.Caller.Door ?? "");
            }),
        ];
        return RealmSections.Write(sections, JobStep);
    }

    /// <summary>Reads it back.</summary>
    /// <exception cref="MoteException">It is malformed, or of a later version (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static ReenrolmentJob ReadJob(byte[] content)
    {
        var sections = new RealmSections(content, OtherwiseNow);
        var asked = sections.Fields(AskedId);
        var (id, cause, day) = (new Guid(asked.ReadBytes(16), bigEndian: true), (ReenrolmentCause)asked.ReadByte(), asked.ReadInt32());
        var names = Encoding.UTF8.GetString(sections[SubjectsId].Span);
        var caller = sections.Fields(CallerId);
        var (name, hasDoor, door) = (caller.ReadString(), caller.ReadBoolean(), caller.ReadString());
        return new ReenrolmentJob(id, cause, names is "" ? [] : names.Split('\n'), day < 0 ? null : DateOnly.FromDayNumber(day), new Caller(name, "", ScopeSet.None) { Door = hasDoor ? door : null });
    }

    /// <summary>Writes how far a job has come. Section 1: the job's id (16 bytes), whether it is complete (1), and the total, done, noted, noted before, not enrolled and refused (4 each); 2: the last name, in UTF-8.</summary>
    public static byte[] Write(ReenrolmentProgress progress) => RealmSections.Write(
        [
            RealmSections.Of(CountsId, to =>
            {
                to.Write(progress.Job.ToByteArray(bigEndian: true));
                to.Write(progress.IsComplete);
                foreach (var count in (int[])[progress.Total, progress.Done, progress.Noted, progress.NotedBefore, progress.NotEnrolled, progress.Refused])
                    to.Write(count);
            }),
            RealmSections.Of(AfterId, Encoding.UTF8.GetBytes(progress.After ?? "")),
        ],
        ProgressBytes);

    /// <summary>Reads it back.</summary>
    /// <exception cref="MoteException">It is malformed, or of a later version (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static ReenrolmentProgress ReadProgress(byte[] content)
    {
        var sections = new RealmSections(content, OtherwiseNow);
        var counts = sections.Fields(CountsId);
        return new ReenrolmentProgress(new Guid(counts.ReadBytes(16), bigEndian: true))
        {
            IsComplete = counts.ReadBoolean(),
            Total = counts.ReadInt32(),
            Done = counts.ReadInt32(),
            Noted = counts.ReadInt32(),
            NotedBefore = counts.ReadInt32(),
            NotEnrolled = counts.ReadInt32(),
            Refused = counts.ReadInt32(),
            After = Encoding.UTF8.GetString(sections[AfterId].Span) is { Length: > 0 } after ? after : null,
        };
    }
}
