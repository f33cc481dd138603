namespace Mote.Recognition.Templates;

/// <summary>The bytes are not a whole model-template of a version this program reads.</summary>
public sealed class ModelTemplateFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelTemplateFormatException()
        : this("The bytes are not a model-template.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public ModelTemplateFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ModelTemplateFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
