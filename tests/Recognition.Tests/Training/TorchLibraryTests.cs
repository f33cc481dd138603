using Mote.Recognition.Training;
using TorchSharp;

namespace Mote.Recognition.Tests.Training;

public sealed class TorchLibraryTests
{
    [Fact]
    public void Require_StagedLibraries_RunOneThread()
    {
        TorchLibrary.Require();

        using var three = torch.tensor([1f, 2f]).sum();
        Assert.Equal(3f, three.item<float>());
        Assert.Equal(1, torch.get_num_threads());
    }
}
