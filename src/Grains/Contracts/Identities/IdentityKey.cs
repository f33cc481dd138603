using System.Text.RegularExpressions;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Identities;

/// <summary>
/// The name of an identity: <c>{realm}/{subject}</c>, each of 1 to 128 letters, digits, dots, underscores or hyphens, and
/// neither <c>.</c> nor <c>..</c>, which addresses take for folders.
/// </summary>
public readonly partial record struct IdentityKey
{
    /// <summary>Names an identity.</summary>
    /// <param name="realm">The customer or site group; it comes from the caller's key, never from an address.</param>
    /// <param name="subject">The person's name within the realm.</param>
    /// <exception cref="MoteException">A name is not valid (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public IdentityKey(string realm, string subject)
    {
        Realm = Checked(realm, "realm");
        Subject = Checked(subject, "subject");
    }

    /// <summary>The customer or site group.</summary>
    public string Realm { get; }

    /// <summary>The person's name within the realm.</summary>
    public string Subject { get; }

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <exception cref="MoteException">The text is no such name.</exception>
    public static IdentityKey Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? throw new MoteException(ProblemCode.InvalidRequest, "An identity is named realm/subject.")
            : new IdentityKey(key[..slash], key[(slash + 1)..]);
    }

    /// <summary>Whether a realm or a subject may be called that.</summary>
    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    /// <summary>Says of a subject's name that it is none, before anything else is asked for.</summary>
    /// <exception cref="MoteException">It is none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public static void RequireName(string subject) => Checked(subject, "subject");

    /// <summary>The key of the identity's grain.</summary>
    public override string ToString() => $"{Realm}/{Subject}";

    private static string Checked(string name, string what) => IsName(name)
        ? name
        : throw new MoteException(ProblemCode.InvalidRequest, $"The {what} is named with 1 to 128 of the characters A-Z a-z 0-9 . _ - and is neither '.' nor '..'.");

    [GeneratedRegex(@"\A(?!\.{1,2}\z)[A-Za-z0-9._-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
