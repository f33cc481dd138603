namespace Mote.Protocol;

/// <summary>A realm that is asked for. What is null is as the service's configuration has it for every realm.</summary>
/// <param name="Name">What it is to be called: 1 to 128 of the characters A-Z a-z 0-9 . _ -, and no name that a realm has or had.</param>
/// <param name="Models">The name of the models, below <c>Mote:Models</c>, that its people are enrolled and verified with; null for the common ones.</param>
/// <param name="TargetFalseMatchRate">The rate that decides where nobody asks for another, above 0 and below 1.</param>
/// <param name="MostFalseMatchRate">The ceiling: the largest rate that decides about anybody, at least <paramref name="TargetFalseMatchRate"/>.</param>
/// <param name="Policy">The group policy: <c>none</c>, or one that its cohort carries.</param>
/// <param name="Administrator">What its first API key is called, which may do everything there; null for <c>administrator</c>.</param>
public sealed record NewRealm(
    string Name,
    string? Models = null,
    double? TargetFalseMatchRate = null,
    double? MostFalseMatchRate = null,
    string? Policy = null,
    string? Administrator = null);
