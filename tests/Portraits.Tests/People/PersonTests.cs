using Mote.Portraits.People;

namespace Mote.Portraits.Tests.People;

public sealed class PersonTests
{
    [Fact]
    public void Of_SameNumber_IsTheSamePerson()
    {
        Assert.Equal(Person.Of(9, 4).Eyes, Person.Of(9, 4).Eyes);
        Assert.NotEqual(Person.Of(9, 4).Eyes, Person.Of(9, 6).Eyes);
        Assert.NotEqual(Person.Of(9, 4).Eyes, Person.Of(10, 4).Eyes);
    }

    [Fact]
    public void Groups_Alternate_AndDifferALittleOnAverage()
    {
        var widths = Enumerable.Range(0, 2000).Select(number => Person.Of(9, number)).ToLookup(person => person.Group, person => (double)person.Head.Width);
        Assert.Equal((1000, 1000), (widths[AttributeGroup.A].Count(), widths[AttributeGroup.B].Count()));
        // A little over one deviation within a group between the means: told from many traits together, and from none alone.
        Assert.InRange((widths[AttributeGroup.B].Average() - widths[AttributeGroup.A].Average()) / 0.074, 1.05, 1.35);
    }

    [Fact]
    public void SkinTone_IsDrawnAlikeInBothGroups()
    {
        var tones = Enumerable.Range(0, 2000).Select(number => Person.Of(9, number)).ToLookup(person => person.Group, person => (double)person.Skin.Tone.Green);
        Assert.InRange(Math.Abs(tones[AttributeGroup.A].Average() - tones[AttributeGroup.B].Average()), 0, 6);
    }

    [Fact]
    public void Of_NegativeNumber_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Person.Of(1, -1));
}
