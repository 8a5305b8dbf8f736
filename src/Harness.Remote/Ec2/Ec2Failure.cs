using System.Xml;
using Amazon.EC2;
using Amazon.Runtime;

namespace TraceToll.Remote.Ec2;

/// <summary>What the SDK throws, as one sentence and what to do.</summary>
internal static class Ec2Failure
{
    /// <param name="what">What was being done, such as <c>launching two c5n.xlarge</c>.</param>
    /// <param name="failure">What was thrown.</param>
    public static RigFailureException Of(string what, Exception failure) => failure switch
    {
        RigFailureException said => said,
        AmazonEC2Exception { ErrorCode: not null } refused => new($"{what}: EC2 says {refused.ErrorCode}: {Sentence(refused.Message)}", Remedy(refused.ErrorCode)),
        XmlException or AmazonUnmarshallingException => new($"{what}: what answers is not EC2: {Sentence(failure.Message)}", "see to a proxy in between, and AWS_ENDPOINT_URL"),
        AmazonServiceException service => new($"{what}: {Sentence(service.Message)}", "try again; if it stays, ask AWS with the time of this"),
        AmazonClientException client when Says(client, "SSO") is { } words => new(
            $"{what}: the SSO session of the AWS profile cannot be used: {words}", "log in again with 'aws sso login', for the profile that AWS_PROFILE names"),
        AmazonClientException client when Says(client, "expired") is { } words => new($"{what}: {words}", "renew the AWS credentials, and see that the clock of this machine is right"),
        AmazonClientException client when Says(client, "credentials") is { } words => new(
            $"{what}: there are no AWS credentials that can be used: {words}",
            "give them as the AWS SDK takes them: a profile (aws configure, AWS_PROFILE), AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the role of an instance"),
        AmazonClientException client => new($"{what}: {Sentence(client.Message)}", "see the AWS configuration of this machine"),
        _ => new($"{what}: EC2 cannot be reached: {Sentence(failure.Message)}", "see to the network, a proxy, --region and AWS_ENDPOINT_URL, then try again"),
    };

    /// <summary>Whether it came from the SDK or from the network below it.</summary>
    public static bool IsFromSdk(Exception failure, CancellationToken cancellationToken) =>
        failure is AmazonClientException or AmazonServiceException or XmlException or HttpRequestException or IOException or TimeoutException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The first line, without the page of ciphertext that a refusal carries, and without a full stop.</summary>
    public static string Sentence(string message)
    {
        var end = message.IndexOf(" Encoded authorization failure message", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Split('\n')[0].Trim().TrimEnd('.');
    }

    /// <summary>The SDK's first line that has the word: it has one exception for much, and reasons below reasons.</summary>
    private static string? Says(Exception? failure, string word) => failure == null ? null
        : failure.Message.Split('\n').FirstOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } line ? Sentence(line.Split(". ")[0])
        : Says(failure.InnerException, word);

    private static string Remedy(string code) => code switch
    {
        "UnauthorizedOperation" or "AccessDenied" => "give this identity the permissions that docs/ec2.md lists",
        "AuthFailure" or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "ExpiredToken" or "RequestExpired" =>
            "renew the AWS credentials, and see that the clock of this machine is right",
        "OptInRequired" or "PendingVerification" or "Blocked" => "see to the AWS account, or take another --region",
        "InsufficientInstanceCapacity" or "InsufficientCapacity" or "SpotMaxPriceTooLow" => "try again later, with another --type or --region, or change --spot",
        "InstanceLimitExceeded" or "VcpuLimitExceeded" or "MaxSpotInstanceCountExceeded" =>
            "end other instances, take a smaller --type, or ask AWS for more (Service Quotas, EC2)",
        "RequestLimitExceeded" or "Throttling" => "others use this account too; wait a minute and try again",
        "InvalidInstanceType" or "Unsupported" or "UnsupportedOperation" => "take another --type, --image or --subnet",
        "InvalidAMIID.NotFound" or "InvalidAMIID.Malformed" or "InvalidAMIID.Unavailable" => "name an image of this region with --image",
        "InvalidSubnetID.NotFound" or "InvalidSubnetID.Malformed" => "name a subnet of this region with --subnet, or leave it away",
        _ => "mend that, and try again",
    };
}
