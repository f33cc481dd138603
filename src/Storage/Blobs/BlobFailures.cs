using System.Net.Http;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Mote.Storage.Blobs;

/// <summary>What the blob client's errors mean for a grain.</summary>
internal static class BlobFailures
{
    public static bool IsContainerMissing(this RequestFailedException failure) =>
        failure.Status == 404 && failure.ErrorCode == BlobErrorCode.ContainerNotFound;

    public static bool IsMissing(this RequestFailedException failure) => failure.Status == 404;

    /// <summary>The record is not the one the grain knows. A container on its way out also answers 409, but is no conflict of writers.</summary>
    public static bool IsConflict(this RequestFailedException failure) =>
        failure.Status is 412 or 404 || (failure.Status == 409 && failure.ErrorCode != BlobErrorCode.ContainerBeingDeleted);

    /// <summary>True for whatever can come out of the client when the store is in trouble.</summary>
    public static bool IsOfTheStore(Exception failure) =>
        failure is RequestFailedException or AggregateException or OperationCanceledException or IOException or HttpRequestException;

    /// <summary>True if no attempt can have changed anything: the store answered with a refusal, or no connection was made.</summary>
    public static bool ChangedNothing(Exception failure) => failure switch
    {
        AggregateException several => several.InnerExceptions.All(ChangedNothing),
        RequestFailedException { Status: >= 400 and < 500 and not 408 } => true,
        RequestFailedException { Status: 0, InnerException: { } inner } => ChangedNothing(inner),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => true,
        _ => false,
    };

    public static StorageUnavailableException Unavailable(string store, Exception failure) =>
        new($"{store} {Reason(failure)}.", failure);

    private static string Reason(Exception failure) => failure switch
    {
        RequestFailedException { Status: 401 or 403 } refused => $"refused the credential ({refused.ErrorCode ?? "no code"}): check the account, its role assignments and its network rules",
        RequestFailedException { Status: 400, ErrorCode: "InvalidHeaderValue" } => "does not know the version of the interface that is asked for: start Azurite with --skipApiVersionCheck, or a newer one",
        RequestFailedException { Status: > 0 } refused => $"answered {refused.Status} ({refused.ErrorCode ?? "no code"}): look the code up, mend the account or try again",
        _ => "cannot be reached or did not answer in time: check that it runs and that nothing lies between",
    };
}
