using MathNet.Numerics.Random;
using Mote.DemoModels.Networks;
using Mote.Recognition.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mote.DemoModels.Embedder;

/// <summary>
/// The additive angular margin loss (Deng et al. 2019, "ArcFace: Additive Angular Margin Loss for Deep Face
/// Recognition", equation 3): the angle between an embedding and its own person's direction is enlarged by a margin
/// before the softmax over all people.
/// </summary>
internal sealed class ArcFaceLoss
{
    // Keeps the gradient of the arc cosine finite.
    private const float Inside = 0.9999f;

    private readonly int _people;
    private readonly Parameter _directions;
    private readonly Tensor _inside = TensorMemory.Copy([Inside], 1);
    private readonly Tensor _scale;

    public ArcFaceLoss(int people, int dimension, float scale, RandomSource random)
    {
        _people = people;
        _directions = TensorMemory.Copy(StartWeights.Draw(random, people, dimension), people, dimension).AsParameter();
        _scale = TensorMemory.Copy([scale], 1);
    }

    public IEnumerable<Parameter> Parameters => [_directions];

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="embeddings">[n, dimension], of any length.</param>
    /// <param name="people">The person of each row, 0 to people - 1.</param>
    /// <param name="margin">The margin, in radians.</param>
    public Tensor Of(Tensor embeddings, long[] people, float margin)
    {
        var cosines = nn.functional.linear(nn.functional.normalize(embeddings, dim: 1), nn.functional.normalize(_directions, dim: 1)) * _inside;
        var angles = cosines.acos();
        // cos(angle + margin), by the sum of angles.
        var turn = TensorMemory.Copy([MathF.Cos(margin), -MathF.Sin(margin)], 2);
        var enlarged = stack([angles.cos(), angles.sin()], -1).matmul(turn);
        var labels = tensor(people);
        var isOwn = nn.functional.one_hot(labels, _people).to(ScalarType.Bool);
        return nn.functional.cross_entropy(where(isOwn, enlarged, cosines) * _scale, labels);
    }
}
