using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace Mote.Vision.Onnx;

/// <summary>An ONNX file opened once: one session, used by many threads at a time, each run on one thread of its own.</summary>
internal sealed class OnnxModel : IDisposable
{
    // Windows records events for whoever collects them there, and asks no environment.
    static OnnxModel() => OrtEnv.Instance().DisableTelemetryEvents();

    private OnnxModel(InferenceSession session, string sha256) => (Session, Sha256) = (session, sha256);

    public InferenceSession Session { get; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    public static OnnxModel Open(string path, byte[] content)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        // The library's default warns of things that no operator can mend.
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        try
        {
            return new OnnxModel(new InferenceSession(content, options), HashOf(content));
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException($"'{path}' is not an ONNX model that can be loaded: get the file again.", failure);
        }
    }

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public void Dispose() => Session.Dispose();
}
