namespace Mote.Grains.Tests.Membership;

/// <summary>A membership table that answers what it is told to, or does not.</summary>
internal sealed class Table(SiloAddress silo) : IMembershipTable
{
    /// <summary>What it says of the silo; null while it does not answer.</summary>
    public SiloStatus? Says { get; set; } = SiloStatus.Active;

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Completes before it answers.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        Asked++;
        var says = Says;
        await Open;
        return says switch
        {
            null => throw new TimeoutException("The table is down."),
            SiloStatus.None => new MembershipTableData(new TableVersion(7, "7")),
            { } status => new MembershipTableData(Tuple.Create(new MembershipEntry { SiloAddress = silo, Status = status }, "1"), new TableVersion(7, "7")),
        };
    }

    public Task InitializeMembershipTable(bool tryInitTableVersion) => throw new NotSupportedException();

    public Task DeleteMembershipTableEntries(string clusterId) => throw new NotSupportedException();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => throw new NotSupportedException();

    public Task<MembershipTableData> ReadAll() => throw new NotSupportedException();

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => throw new NotSupportedException();

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => throw new NotSupportedException();

    public Task UpdateIAmAlive(MembershipEntry entry) => throw new NotSupportedException();
}
