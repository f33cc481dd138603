namespace Mote.Client;

/// <summary>
/// How many verifications are asked of a second silo: a tenth of them, and a few to begin with. Where all silos are slow, so
/// that every verification would be, they are not asked twice as much. Thread-safe.
/// </summary>
internal sealed class HedgeBudget
{
    /// <summary>What is saved at most, and there from the beginning.</summary>
    public const int Most = 10;

    private const int Price = 10;

    private readonly object _lock = new();
    private int _saved = Most * Price;

    /// <summary>A verification was asked for.</summary>
    public void Earn()
    {
        lock (_lock)
            _saved = Math.Min(_saved + 1, Most * Price);
    }

    /// <summary>One is to be asked of a second silo.</summary>
    /// <returns>False where there have been too many.</returns>
    public bool Spend()
    {
        lock (_lock)
        {
            if (_saved < Price)
                return false;
            _saved -= Price;
            return true;
        }
    }
}
