using Mote.Vision.Detection;

namespace Mote.Vision.Tests.Detection;

public sealed class YuNetGridTests
{
    [Fact]
    public void Decode_OneSureCell_GivesItsBoxAndPoints()
    {
        // A grid of 3 x 2 cells of 8 pixels; the cell in column 2, row 1 is sure.
        float[] classes = [0, 0, 0, 0, 0, 0.81f];
        float[] objects = [1, 1, 1, 1, 1, 1];
        var boxes = new float[24];
        (boxes[20], boxes[21], boxes[22], boxes[23]) = (0.5f, -0.25f, MathF.Log(2), MathF.Log(3));
        var points = new float[60];
        (points[50], points[51], points[58], points[59]) = (1, 2, -1, 0.5f);
        List<DetectedFace> found = [];

        YuNetGrid.Decode(8, 3, classes, objects, boxes, points, 0.7f, found);

        var face = Assert.Single(found);
        Assert.Equal(0.9f, face.Score, 5);
        Assert.Equal((16f, 24f), (face.Width, face.Height));
        Assert.Equal((2.5f * 8 - 8, 0.75f * 8 - 12), (face.Left, face.Top));
        Assert.Equal(new LandmarkPoint(24, 24), face.Landmarks.RightEye);
        Assert.Equal(new LandmarkPoint(8, 12), face.Landmarks.LeftMouth);
    }

    [Fact]
    public void Decode_ValuesBeyondOne_CountAsOne()
    {
        List<DetectedFace> found = [];
        YuNetGrid.Decode(8, 1, [1.5f], [2f], new float[4], new float[10], 0.7f, found);
        Assert.Equal(1, Assert.Single(found).Score);
    }
}
