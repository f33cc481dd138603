using Mote.Evaluation.Protocol;

namespace Mote.Evaluation.Tests.Protocol;

public sealed class LabelFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Read_MoreColumnsAndQuotedCommas_AreNoTrouble() => Assert.Equal(
        [new Label(1, "a,b.jpg", "ann", "F", "enrol"), new Label(0, "c.jpg", "ann", "F", "probe")],
        Read("note,partition,gender,identity,image,row", "\"x, \"\"y\"\"\",enrol,F,ann,\"a,b.jpg\",1", ",probe,F,ann,c.jpg,0"));

    [Fact]
    public void Read_NoRowColumn_CountsLines() => Assert.Equal([0, 1], Read("image,identity,gender,partition", "a,ann,F,enrol", "b,ann,F,probe").Select(label => label.Row));

    [Theory]
    [InlineData("row,identity,gender,partition", "1,ann,F,enrol", "0,ann,F,probe")]
    [InlineData("row,image,identity,gender,partition", "1,,ann,F,enrol", "0, ,ann,F,probe")]
    public void Read_EmbeddingsWithoutImages_AreCalledByTheirRow(params string[] lines) =>
        Assert.Equal([new Label(1, "row 1", "ann", "F", "enrol"), new Label(0, "row 0", "ann", "F", "probe")], Read(lines));

    [Theory]
    [InlineData("no column 'image'", "identity,gender,partition", "ann,F,enrol")]
    [InlineData("line 2: 4 values are expected, none of image, identity, gender and partition empty", "image,identity,gender,partition", ",ann,F,enrol")]
    public void Read_PhotosWithoutImages_AreRefused(string message, params string[] lines)
    {
        File.WriteAllLines(_path, lines);
        Assert.Contains(message, Assert.Throws<EvaluationSetException>(() => LabelFile.Read(_path, "gender", ofEmbeddings: false)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("one")]
    [InlineData("")]
    public void Read_RowThatIsNoNumber_NamesTheLine(string row) => AssertRefused("line 2: the column 'row'", "row,image,identity,gender,partition", $"{row},a,ann,F,enrol");

    [Fact]
    public void Read_RowNamedTwice_NamesTheSecondLine() => AssertRefused("line 3: row 4 was named before", "row,image,identity,gender,partition", "4,a,ann,F,enrol", "4,b,ann,F,probe");

    [Fact]
    public void Read_PersonOfTwoGroups_NamesTheSecondLine() => AssertRefused("line 3: 'ann' is of group 'M' and was of 'F' before", "image,identity,gender,partition", "a,ann,F,enrol", "b,ann,M,probe");

    public void Dispose() => File.Delete(_path);

    private IReadOnlyList<Label> Read(params string[] lines)
    {
        File.WriteAllLines(_path, lines);
        return LabelFile.Read(_path, "gender");
    }

    private void AssertRefused(string message, params string[] lines) =>
        Assert.Contains(message, Assert.Throws<EvaluationSetException>(() => Read(lines)).Message, StringComparison.Ordinal);
}
