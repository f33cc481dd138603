using Mote.Recognition.Training;
using TorchSharp;

namespace Mote.Recognition.Tests.Training;

public sealed class TorchLibraryTests
{
    [Fact]
    public void Require_StagedLibraries_RunOneThread()
    {
        TorchLibrary.Require();

        using var three = torch.tensor(1f) + torch.tensor(2f);
        Assert.Equal(3f, three.item<float>());
        Assert.Equal(1, torch.get_num_threads());
    }
}
