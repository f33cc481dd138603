using System.Text;
using Mote.Evaluation.Protocol;

namespace Mote.Evaluation.Tests.Protocol;

public sealed class NpyFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Read_Float32_GivesTheValuesRowAfterRow()
    {
        Write("<f4", "2, 64", Floats(128));

        var read = NpyFile.Read(_path);

        Assert.Equal((2, 64), (read.Count, read.Dimension));
        Assert.Equal(Enumerable.Range(64, 64).Select(i => (float)i), read[1].ToArray());
    }

    [Fact]
    public void Read_Float16OfVersionTwo_GivesTheSame()
    {
        Write("<f2", "2, 64", [.. Enumerable.Range(0, 128).SelectMany(i => BitConverter.GetBytes((Half)i))], version: 2);

        Assert.Equal(Enumerable.Range(0, 128).Select(i => (float)i), NpyFile.Read(_path).Values.ToArray());
    }

    [Fact]
    public void Read_NotThere_NamesTheFile()
    {
        File.Delete(_path);
        AssertRefused($"There is no file '{_path}': --embeddings");
    }

    [Theory]
    [InlineData("<f8")]
    [InlineData(">f4")]
    [InlineData("|O")]
    public void Read_AnotherType_NamesItAndThoseThatAreRead(string type)
    {
        Write(type, "2, 64", Floats(128));
        AssertRefused($"type '{type}': save it as float16 ('<f2') or float32 ('<f4')");
    }

    [Fact]
    public void Read_FortranOrder_IsRefused()
    {
        Write("<f4", "2, 64", Floats(128), order: "True");
        AssertRefused("Fortran order");
    }

    [Theory]
    [InlineData("128,")]
    [InlineData("2, 8, 8")]
    public void Read_NoMatrix_NamesTheShape(string shape)
    {
        Write("<f4", shape, Floats(128));
        AssertRefused("a matrix of one embedding a row is needed");
    }

    [Theory]
    [InlineData("2, 63", 126)]
    [InlineData("1, 1025", 1025)]
    public void Read_DimensionOutOfRange_NamesTheRange(string shape, int values)
    {
        Write("<f4", shape, Floats(values));
        AssertRefused("64 to 1024 are read");
    }

    [Fact]
    public void Read_Truncated_SaysHowManyBytesAreMissing()
    {
        Write("<f4", "2, 64", Floats(127));
        AssertRefused("has 508 bytes of values where 2 rows of 64 have 512");
    }

    [Fact]
    public void Read_TruncatedInTheHeader_SaysSo()
    {
        Write("<f4", "2, 64", []);
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..40]);
        AssertRefused("ends inside its header");
    }

    [Fact]
    public void Read_AnotherVersion_NamesIt()
    {
        Write("<f4", "2, 64", Floats(128), version: 3);
        AssertRefused("version 3.0");
    }

    [Fact]
    public void Read_NoNumPyFile_SaysSo()
    {
        File.WriteAllText(_path, "row,image,identity,gender,partition");
        AssertRefused("is not a NumPy file");
    }

    public void Dispose() => File.Delete(_path);

    private void AssertRefused(string message) => Assert.Contains(message, Assert.Throws<EvaluationSetException>(() => NpyFile.Read(_path)).Message, StringComparison.Ordinal);

    private void Write(string type, string shape, byte[] values, string order = "False", byte version = 1)
    {
        var header = Encoding.Latin1.GetBytes($"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({shape}), }}\n");
        var length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        File.WriteAllBytes(_path, [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. values]);
    }

    private static byte[] Floats(int count) => [.. Enumerable.Range(0, count).SelectMany(i => BitConverter.GetBytes((float)i))];
}
