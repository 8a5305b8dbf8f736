using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;

namespace TraceToll.Containers;

/// <summary>What an engine's failures mean, and what mends them.</summary>
internal static class EngineFailures
{
    /// <summary>Lets something be done, and turns whatever goes wrong with the engine into one sentence.</summary>
    public static async Task<T> TellAsync<T>(Uri endpoint, string what, TimeSpan patience, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            // Not every call of the client looks at its token.
            return await ask(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RigFailureException(
                string.Create(CultureInfo.InvariantCulture, $"the engine at {endpoint} did not {what} within {patience.TotalSeconds:0.#} s"),
                "look whether it is overloaded or stopped, and start it again ('sudo systemctl restart docker')");
        }
        catch (DockerApiException refusal)
        {
            throw new RigFailureException($"the engine at {endpoint} did not {what}: {Words(refusal)}", "mend what it says, and measure again");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or SocketException or TimeoutException)
        {
            throw Unreachable(endpoint, broken);
        }
    }

    private static RigFailureException Unreachable(Uri endpoint, Exception broken)
    {
        var reason = broken;
        while (reason is not SocketException && reason.InnerException != null)
        {
            reason = reason.InnerException;
        }

        return (reason as SocketException)?.SocketErrorCode switch
        {
            SocketError.AccessDenied => new RigFailureException(
                $"{Environment.UserName} may not use the engine at {endpoint}",
                $"run as root, or join its group ('sudo usermod -aG docker {Environment.UserName}') and log in again"),
            SocketError.ConnectionRefused or SocketError.AddressNotAvailable => new RigFailureException(
                $"no engine listens at {endpoint}", "start it ('sudo systemctl start docker'), or let DOCKER_HOST name the socket of one that runs"),
            _ => new RigFailureException($"the engine at {endpoint} broke off: {reason.Message}", "look whether it still runs, and measure again"),
        };
    }

    /// <summary>The engine's own words, without the JSON around them.</summary>
    private static string Words(DockerApiException refusal)
    {
        try
        {
            using var answer = JsonDocument.Parse(refusal.ResponseBody ?? "");
            return answer.RootElement.GetProperty("message").GetString()!.TrimEnd('.', '\n');
        }
        catch (Exception unexpected) when (unexpected is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{(int)refusal.StatusCode} {refusal.ResponseBody?.Trim()}".TrimEnd();
        }
    }
}
