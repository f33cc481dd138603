namespace Mote.Console.Access;

/// <summary>What is claimed of a caller, behind the API and the console alike.</summary>
public static class CallerClaims
{
    /// <summary>The realm that the caller acts in.</summary>
    public const string Realm = "realm";

    /// <summary>There for operators only.</summary>
    public const string Operator = "operator";

    internal const string KeySha256 = "key-sha256";
}
