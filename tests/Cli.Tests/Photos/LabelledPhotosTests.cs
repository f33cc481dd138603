using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Evaluation.Protocol;

namespace Mote.Cli.Tests.Photos;

public sealed class LabelledPhotosTests : IDisposable
{
    private const string Header = "row,image,identity,gender,partition";

    private readonly TemporaryFolder _folder = new();

    public LabelledPhotosTests()
    {
        _folder.Write("photos/ann/1.jpg");
        _folder.Write("photos/ann/2.jpg");
        _folder.Write("photos/bob/1.jpg");
    }

    [Fact]
    public void Read_ColumnsInAnyOrder_FindsThemByName()
    {
        var labels = _folder.Write("labels.csv", "age,partition,identity,image", "old,enrol,ann,ann/1.jpg", "", "old,probe,ann,ann/2.jpg");

        Assert.Equal(
            [
                new LabelledPhoto(Path.Combine(_folder["photos"], "ann/1.jpg"), "ann", "old", "enrol"),
                new LabelledPhoto(Path.Combine(_folder["photos"], "ann/2.jpg"), "ann", "old", "probe"),
            ],
            LabelledPhotos.Read(_folder["photos"], labels, "age"));
    }

    [Fact]
    public void Read_PhotoNotThere_PassesOverTheRow() =>
        Assert.Equal(["ann"], Read(Header, "0,ann/1.jpg,ann,F,enrol", "1,eve/1.jpg,eve,F,enrol").Select(photo => photo.Identity));

    [Fact]
    public void Read_NoPhotoThere_SaysSo() =>
        Assert.StartsWith("None of the 1 photos", Assert.Throws<UsageException>(() => Read(Header, "1,eve/1.jpg,eve,F,enrol")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ColumnMissing_NamesItAndThoseThereAre() =>
        AssertRefused("has no column 'gender', only row, image, identity, partition.", "row,image,identity,partition", "0,ann/1.jpg,ann,enrol");

    [Theory]
    [InlineData("1,ann/2.jpg,ann,F")]
    [InlineData("1,ann/2.jpg,ann,F,probe,more")]
    [InlineData("1,ann/2.jpg,,F,probe")]
    [InlineData("1,ann/2.jpg,ann,,probe")]
    public void Read_ValueMissingOrTooMany_NamesTheLine(string row) =>
        AssertRefused("', line 3: 5 values are expected", Header, "0,ann/1.jpg,ann,F,enrol", row);

    [Fact]
    public void Read_PhotoNamedTwice_NamesTheSecondLine() =>
        AssertRefused("', line 3: 'ann/1.jpg' was named before", Header, "0,ann/1.jpg,ann,F,enrol", "1,ann/1.jpg,ann,F,probe");

    [Theory]
    [InlineData("cohort-calibration", "probe")]
    [InlineData("enrol", "cohort-train")]
    public void Read_PersonInTheCohortAndEnrolled_NamesTheLine(string first, string second) =>
        AssertRefused("', line 4: 'ann' is in the cohort", Header, $"0,ann/1.jpg,ann,F,{first}", "1,bob/1.jpg,bob,M,probe", $"2,ann/2.jpg,ann,F,{second}");

    [Fact]
    public void Read_UnusedPhotoOfSomebodyInTheCohort_IsNoConflict() =>
        Assert.Equal([PhotoUse.Cohort, PhotoUse.None], Read(Header, "0,ann/1.jpg,ann,F,cohort-train", "1,ann/2.jpg,ann,F,unused").Select(photo => photo.Use));

    [Fact]
    public void Read_EmptyFile_SaysWhatTheFirstLineNames() => AssertRefused("its first line names the columns image, identity, gender, partition");

    [Fact]
    public void Read_NoFolder_NamesIt()
    {
        var wrong = Assert.Throws<UsageException>(() => LabelledPhotos.Read(_folder["nowhere"], _folder["labels.csv"], "gender"));
        Assert.Contains($"There is no folder '{_folder["nowhere"]}': --photos", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoLabels_NamesTheFile()
    {
        var wrong = Assert.Throws<EvaluationSetException>(() => LabelledPhotos.Read(_folder["photos"], _folder["labels.csv"], "gender"));
        Assert.Contains($"There is no file '{_folder["labels.csv"]}': --labels", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<LabelledPhoto> Read(params string[] lines) =>
        LabelledPhotos.Read(_folder["photos"], _folder.Write("labels.csv", lines), "gender");

    private void AssertRefused(string message, params string[] lines) =>
        Assert.Contains(message, Assert.Throws<EvaluationSetException>(() => Read(lines)).Message, StringComparison.Ordinal);
}
