using System.Net;

namespace Mote.Evaluation.Pages;

/// <summary>One self-contained page without scripts, for light and dark screens and for print.</summary>
internal static class Page
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d2327; --paper: #fbfbf9; --card: #fff; --quiet: #5f676e; --line: #d9dcdf; --own: #1a7f5a; --strangers: #b3541e; --warn: #8a5a00; --warn-paper: #fff6e0;
          --s1: #2563a8; --s2: #7a4fb5; --s3: #b3541e; --s4: #6b7278; --s5: #1a7f5a; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --paper: #15181b; --card: #1c2024; --quiet: #a3abb2; --line: #343a40; --own: #4cc38a; --strangers: #e58a4f; --warn: #f0c063; --warn-paper: #2b2415;
          --s1: #6aa9e9; --s2: #b794f6; --s3: #e58a4f; --s4: #a3adb8; --s5: #4cc38a; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2.2rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .2rem; } p.lead { color: var(--quiet); margin-top: .2rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); } th { font-weight: 600; }
        caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .4rem; } small { display: block; color: var(--quiet); font-size: .75rem; white-space: nowrap; line-height: 1.35; }
        .scroll { overflow-x: auto; } .scroll:focus-visible { outline: 2px solid var(--s1); } .figures { font-size: .9rem; } .figures thead th { font-size: .8rem; } .figures tr.ours > * { background: color-mix(in srgb, var(--own) 9%, transparent); }
        .warnings { background: var(--warn-paper); border-left: 4px solid var(--warn); border-radius: 4px; padding: .6rem 1rem; } .warnings ul { margin: .2rem 0; padding-left: 1.2rem; } .few { color: var(--warn); }
        .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem 2rem; } figure { margin: 0; } figcaption { font-size: .875rem; color: var(--quiet); }
        .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 1rem; }
        img { width: 100%; height: auto; border-radius: 6px; } svg { width: 100%; height: auto; } svg text { fill: var(--quiet); font-size: 12px; }
        .own { fill: var(--own); opacity: .75; } .strangers { fill: var(--strangers); opacity: .75; } .bound { stroke: var(--ink); stroke-dasharray: 4 3; } .axis { stroke: var(--line); }
        b.own, b.strangers { opacity: 1; } b.own { color: var(--own); } b.strangers { color: var(--strangers); }
        .curve { fill: none; stroke-width: 1.6; stroke-linejoin: round; } .curve.ours { stroke-width: 2.8; } svg text.name { font-size: 13px; fill: var(--ink); }
        .s1 { stroke: var(--s1); } .s2 { stroke: var(--s2); stroke-dasharray: 7 3; } .s3 { stroke: var(--s3); stroke-dasharray: 2 3; } .s4 { stroke: var(--s4); stroke-dasharray: 9 3 2 3; } .s5 { stroke: var(--s5); }
        @media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; } }
        """;

    /// <summary>A whole page.</summary>
    /// <param name="title">Its title, as text.</param>
    /// <param name="body">Its content, as HTML.</param>
    public static string Of(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Text(title)}</title><style>{Style}</style></head><body>{body}</body></html>";

    /// <summary>Text as it is written in HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
