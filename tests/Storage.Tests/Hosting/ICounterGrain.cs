namespace Mote.Storage.Tests.Hosting;

[Alias("Mote.Storage.Tests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> AddAsync(int amount);

    [Alias("Get")]
    Task<(int Value, bool Exists)> GetAsync();

    [Alias("Clear")]
    Task ClearAsync();

    /// <summary>Names this activation.</summary>
    [Alias("Who")]
    Task<Guid> WhoAsync();

    [Alias("Leave")]
    Task LeaveAsync();
}
