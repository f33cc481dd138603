using System.Numerics.Tensors;

namespace Mote.Recognition.Cohorts;

/// <summary>Selection without sorting (Hoare 1961, "Algorithm 65: Find").</summary>
internal static class LargestValues
{
    /// <summary>The mean of the largest values.</summary>
    /// <param name="values">Reordered.</param>
    /// <param name="count">How many, 1 to all of them.</param>
    public static float Mean(Span<float> values, int count)
    {
        ToFront(values, count);
        return TensorPrimitives.Sum<float>(values[..count]) / count;
    }

    private static void ToFront(Span<float> values, int count)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = values[(low + high) / 2];
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (values[left] > pivot)
                    left++;
                while (values[right] < pivot)
                    right--;
                if (left > right)
                    break;
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }

            if (right >= count - 1)
                high = right;
            else if (left <= count - 1)
                low = left;
            else
                return;
        }
    }
}
