namespace Mote.Storage.Claims;

/// <summary>The store is another silo's.</summary>
public sealed class StoreClaimedException : Exception
{
    /// <summary>A refusal without details.</summary>
    public StoreClaimedException()
        : this("The store is another silo's.")
    {
    }

    /// <summary>A refusal in words.</summary>
    /// <param name="message">What is held, by whom, and what to do about it.</param>
    public StoreClaimedException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal in words with its cause.</summary>
    /// <param name="message">What is held, by whom, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public StoreClaimedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A refusal of a store that somebody holds.</summary>
    /// <param name="store">The store.</param>
    /// <param name="holder">Who holds it.</param>
    public StoreClaimedException(string store, StoreHolder holder)
        : this($"The {store} is held by {holder}. Two silos on one store would undo what the other does: stop that one first, or use a store of your own.")
    {
    }
}
