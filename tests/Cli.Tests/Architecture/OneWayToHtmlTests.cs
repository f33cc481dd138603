using System.Text.RegularExpressions;

namespace Mote.Cli.Tests.Architecture;

/// <summary>HTML is made by Razor components, which escape what they show, and looks as one style sheet says.</summary>
public sealed partial class OneWayToHtmlTests
{
    private static string Sources => Path.Combine((string)AppContext.GetData("Mote.Repository")!, "src");

    [Fact]
    public void Code_WritesNoHtmlByHand()
    {
        var found = Files("cs").SelectMany(file => Handmade(File.ReadAllLines(file)).Select(line => $"{Path.GetRelativePath(Sources, file)}: {line.Trim()}"));
        Assert.True(!found.Any(), $"Components say what HTML is; here it is written as text:\n{string.Join('\n', found)}");
    }

    /// <summary>The rule can fail, and knows comments and types from elements.</summary>
    [Fact]
    public void Handmade_AreElementsInText()
    {
        Assert.NotEmpty(Handmade(["page.Append(\"<table class=\\\"figures\\\"><tr>\");"]));
        Assert.NotEmpty(Handmade(["    <svg viewBox=\"0 0 {Width} {Height}\">"]));
        Assert.NotEmpty(Handmade(["$\"<!doctype html>\""]));
        Assert.NotEmpty(Handmade(["var cell = \"<td>\" + figure;"]));
        Assert.NotEmpty(Handmade(["return \"</p>\";"]));
        Assert.Empty(Handmade(["/// <p>A paragraph, as <c>code</c>.</p>", "    // Not a <table>.", "List<int> all = a <b && c> d ? [] : Of<Td>();"]));
    }

    [Fact]
    public void StyleSheet_IsOne() =>
        Assert.Equal([Path.Combine("Pages", "mote.css")], Files("css").Select(file => Path.GetRelativePath(Sources, file)));

    /// <summary>Text that Razor does not escape is the style sheet alone.</summary>
    [Fact]
    public void Markup_AsItStands_IsPutIntoAPageInOnePlace() => Assert.Equal(
        [Path.Combine("Pages", "StandalonePage.razor")],
        Files("razor").Concat(Files("cs")).Where(file => File.ReadAllText(file).Contains("MarkupString", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(Sources, file)));

    private static IEnumerable<string> Files(string extension) => Directory.EnumerateFiles(Sources, $"*.{extension}", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Handmade(IEnumerable<string> lines) => lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Element().IsMatch(line));

    [GeneratedRegex(@"(?i:<!doctype)\b|</?(?:html|head|body|main|header|aside|section|nav|div|span|p|h[1-6]|a|b|i|em|strong|small|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|figure|figcaption|img|svg|g|path|rect|circle|line|polyline|text|style|script|form|input|button|br|hr|pre|code)(?:>|/>| [A-Za-z-]+=)")]
    private static partial Regex Element();
}
