namespace Mote.WebConsole.SignIn;

/// <summary>What the sign-in page shows.</summary>
/// <param name="ReturnUrl">Where to go then.</param>
/// <param name="Provider">What the OpenID Connect provider is called; null where there is none.</param>
/// <param name="Failure">Why the last try failed; null at first.</param>
public sealed record SignInModel(string ReturnUrl, string? Provider, string? Failure);
