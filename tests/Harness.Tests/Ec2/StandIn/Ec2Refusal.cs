namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>What EC2 answers when it does not do what it is asked.</summary>
internal sealed class Ec2Refusal(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
