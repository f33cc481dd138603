using System.Runtime.ExceptionServices;

namespace Mote.Recognition.Training;

/// <summary>What became of one of several that were done together: a value, or why there is none. Immutable.</summary>
/// <typeparam name="T">What it should give.</typeparam>
public sealed class Attempt<T>
{
    private readonly T? _value;

    private Attempt(T? value, Exception? failure) => (_value, Failure) = (value, failure);

    /// <summary>Why there is no value, a cancellation included; null if there is one.</summary>
    public Exception? Failure { get; }

    /// <summary>The value.</summary>
    /// <exception cref="Exception">There is none: <see cref="Failure"/>, as it was thrown.</exception>
    public T Value
    {
        get
        {
            if (Failure is not null)
                ExceptionDispatchInfo.Throw(Failure);
            return _value!;
        }
    }

    /// <summary>Does it, and keeps what it throws from the others.</summary>
    internal static Attempt<T> At(Func<T> work)
    {
        try
        {
            return new Attempt<T>(work(), null);
        }
        catch (Exception failure)
        {
            return new Attempt<T>(default, failure);
        }
    }

    /// <summary>Goes on with the value, if there is one.</summary>
    public Attempt<TNext> Then<TNext>(Func<T, TNext> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Attempt<TNext>.At(() => next(Value));
    }
}
