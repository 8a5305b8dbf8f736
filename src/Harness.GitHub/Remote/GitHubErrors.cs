using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using Octokit;

namespace TraceToll.GitHub.Remote;

/// <summary>What GitHub answered when it did not do what was asked, in one sentence with what to do.</summary>
internal static class GitHubErrors
{
    /// <param name="doing">What was asked, after "to": "open an issue".</param>
    /// <param name="permission">The permission that it takes, as workflows write it.</param>
    /// <param name="failed">What came instead.</param>
    /// <returns>The sentence; null where the exception is none of GitHub's.</returns>
    public static string? Explain(string doing, string permission, Exception failed) => failed switch
    {
        RateLimitExceededException limit => string.Create(CultureInfo.InvariantCulture,
            $"GitHub refused to {doing}: the rate limit of {limit.Limit} requests an hour is used up; start this again after {limit.Reset:HH:mm} UTC"),
        SecondaryRateLimitExceededException or AbuseException => $"GitHub refused to {doing}: too many requests in a short time; start this again in some minutes",
        AuthorizationException => $"GitHub refused to {doing}: 401, GITHUB_TOKEN is not valid or not valid any more; give it a valid one",
        ForbiddenException forbidden => $"GitHub refused to {doing}: 403 ({OneLine.Of(forbidden.Message)}); give the token of the workflow `{permission}`",
        NotFoundException => $"GitHub refused to {doing}: 404, there is no such thing or the token may not see it; check GITHUB_REPOSITORY, and give the token `{permission}`",
        ApiValidationException invalid => $"GitHub refused to {doing}: 422 ({OneLine.Of(Reasons(invalid))}); correct that, and start this again",
        ApiException { StatusCode: >= HttpStatusCode.InternalServerError and var status } =>
            $"GitHub could not {doing}: {(int)status}, it is failing; start this again later",
        ApiException other => $"GitHub refused to {doing}: {(int)other.StatusCode} ({OneLine.Of(other.Message)}); check GITHUB_API_URL and GITHUB_REPOSITORY",
        HttpRequestException unreachable => $"GitHub could not be reached to {doing} ({OneLine.Of(unreachable.Message)}); check GITHUB_API_URL and the network, and start this again",
        OperationCanceledException => $"GitHub did not answer in time when it was asked to {doing}; start this again later",
        SerializationException or InvalidCastException or FormatException =>
            $"what answered when it was asked to {doing} is not GitHub ({OneLine.Of(failed.Message)}); check GITHUB_API_URL",
        _ => null,
    };

    private static string Reasons(ApiValidationException invalid) =>
        string.Join("; ", invalid.ApiError.Errors?.Select(error => error.Message ?? $"{error.Resource} {error.Field} {error.Code}").Prepend(invalid.Message) ?? [invalid.Message]);
}
