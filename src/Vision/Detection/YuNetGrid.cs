namespace Mote.Vision.Detection;

/// <summary>
/// Decodes one stride of YuNet's outputs. The detector has no anchors: each cell of the grid holds one candidate whose
/// centre is an offset from the cell, in cells, and whose size is the logarithm of its length in cells; the score is the
/// geometric mean of class and objectness (Wu et al. 2023, "YuNet: A Tiny Millisecond-level Face Detector").
/// </summary>
internal static class YuNetGrid
{
    /// <param name="stride">Pixels a cell.</param>
    /// <param name="columns">Cells a row.</param>
    /// <param name="classes">One value a cell.</param>
    /// <param name="objects">One value a cell.</param>
    /// <param name="boxes">Four values a cell: centre offset x and y, log width and height.</param>
    /// <param name="points">Ten values a cell: five landmark offsets, x and y in turn.</param>
    /// <param name="leastScore">Candidates below are left out.</param>
    /// <param name="found">Takes the candidates, in pixels of the input.</param>
    public static void Decode(
        int stride, int columns, ReadOnlySpan<float> classes, ReadOnlySpan<float> objects, ReadOnlySpan<float> boxes, ReadOnlySpan<float> points, float leastScore, List<DetectedFace> found)
    {
        var least = leastScore * leastScore;
        for (var cell = 0; cell < classes.Length; cell++)
        {
            var squared = Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1);
            if (squared < least)
                continue;

            float column = cell % columns;
            float row = cell / columns;
            var box = boxes.Slice(4 * cell, 4);
            var (width, height) = (MathF.Exp(box[2]) * stride, MathF.Exp(box[3]) * stride);
            var offsets = points.Slice(10 * cell, 10);
            found.Add(new DetectedFace(
                (column + box[0]) * stride - width / 2,
                (row + box[1]) * stride - height / 2,
                width,
                height,
                MathF.Sqrt(squared),
                new FaceLandmarks(Point(offsets, 0), Point(offsets, 1), Point(offsets, 2), Point(offsets, 3), Point(offsets, 4))));

            LandmarkPoint Point(ReadOnlySpan<float> from, int index) =>
                new((column + from[2 * index]) * stride, (row + from[2 * index + 1]) * stride);
        }
    }
}
