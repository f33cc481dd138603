using Microsoft.Extensions.Options;
using Mote.Tests;

namespace Mote.Client.Tests;

public sealed class KnownSilosTests
{
    private readonly Waited _time = new();
    private readonly KnownSilos _silos;

    public KnownSilosTests() => _silos = new KnownSilos(
        Options.Create(new MoteClientOptions { Address = new Uri("https://one.example/mote"), OtherAddresses = { new Uri("https://two.example"), new Uri("https://three.example/"), new Uri("https://one.example/mote/") } }), _time);

    [Fact]
    public void Choose_TheFirst_UntilItFails_ThenTheNext_AndStaysThere()
    {
        Assert.Equal("https://one.example/mote/", _silos.First.AbsoluteUri);
        var one = _silos.Choose();
        Assert.Equal(_silos.First, one);
        _silos.Failed(one);
        var two = _silos.Choose();
        Assert.Equal("https://two.example/", two.AbsoluteUri);
        _silos.Answered(two);
        _time.By(TimeSpan.FromMinutes(1));
        // The first may be back: nobody is sent back there while another answers.
        Assert.Equal(two, _silos.Choose());
    }

    [Fact]
    public void Choose_AllAway_TheOneThatWasSoFirst()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            _silos.Failed(_silos.Choose());
            _time.By(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(_silos.First, _silos.Choose());
        _silos.Failed(_silos.First);
        Assert.Equal("https://two.example/", _silos.Choose().AbsoluteUri);
    }

    [Fact]
    public void Other_OneThatIsNotAway_OrWasSoFirst()
    {
        Assert.True(_silos.AreSeveral);
        var one = _silos.Choose();
        Assert.Equal("https://two.example/", _silos.Other(one).AbsoluteUri);
        _silos.Failed(_silos.Other(one));
        Assert.Equal("https://three.example/", _silos.Other(one).AbsoluteUri);
        _time.By(TimeSpan.FromSeconds(1));
        _silos.Failed(_silos.Other(one));
        Assert.Equal("https://two.example/", _silos.Other(one).AbsoluteUri);
        // Nobody is sent elsewhere for it.
        Assert.Equal(one, _silos.Choose());
    }

    [Fact]
    public void Choose_OneThatIsBack_IsAskedAgainOnceTheOthersFail()
    {
        var one = _silos.Choose();
        _silos.Failed(one);
        _silos.Failed(_silos.Choose());
        _time.By(TimeSpan.FromSeconds(11));
        _silos.Failed(_silos.Choose());
        _silos.Failed(_silos.Choose());
        Assert.Equal(one, _silos.Choose());
    }
}
