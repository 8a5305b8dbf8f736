using Amazon.Runtime;
using TraceToll.Remote.Ec2;
using Xunit;

namespace TraceToll.Tests.Ec2;

/// <summary>In the SDK's own words: it has one exception for all that may be wrong with credentials.</summary>
public class Ec2FailureTests
{
    [Theory]
    [InlineData("No valid SSO Token could be found.", "listing: the SSO session of the AWS profile cannot be used: No valid SSO Token could be found", "log in again with 'aws sso login'")]
    [InlineData("Unable to get credentials from SSO", "listing: the SSO session of the AWS profile cannot be used: Unable to get credentials from SSO", "log in again with 'aws sso login'")]
    [InlineData("The retrieved credentials have already expired: Now = 2", "listing: The retrieved credentials have already expired: Now = 2", "renew the AWS credentials")]
    [InlineData("Unable to find credentials\n\nException 1 of 3:", "listing: there are no AWS credentials that can be used: Unable to find credentials", "give them as the AWS SDK takes them")]
    [InlineData("Service returned nothing.", "listing: Service returned nothing", "see the AWS configuration")]
    public void What_is_wrong_with_credentials_is_told_as_the_sdk_says_it(string said, string message, string remedy)
    {
        var failure = Ec2Failure.Of("listing", new AmazonClientException(said));

        Assert.Equal(message, failure.Message);
        Assert.StartsWith(remedy, failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_session_below_another_reason_is_found() =>
        Assert.Equal("listing: the SSO session of the AWS profile cannot be used: SSO Token has expired and can not be refreshed",
            Ec2Failure.Of("listing", new AmazonClientException("Unable to retrieve credentials", new AmazonClientException("SSO Token has expired and can not be refreshed."))).Message);
}
