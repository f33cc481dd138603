namespace Mote.Vision.Onnx;

/// <summary>A model file is not what it should be.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelException()
        : this("The model cannot be used.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
