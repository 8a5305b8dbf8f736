using Docker.DotNet;

namespace TraceToll.Containers;

/// <summary>Where the engine listens.</summary>
internal static class EngineAddress
{
    private const string OwnVariable = "TRACETOLL_DOCKER_HOST";
    private const string Usual = "/var/run/docker.sock";

    /// <summary>The first that is named: TRACETOLL_DOCKER_HOST, DOCKER_HOST, the Docker context; else the first usual socket that is there.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="RigFailureException">It is on another machine, or no address.</exception>
    public static Uri Find(Func<string, string?> variable)
    {
        var address = Named(variable);
        if (address.Scheme != "unix")
        {
            throw new RigFailureException(
                $"the engine {address} may be on another machine, and bpftrace has to run beside the containers",
                $"let {OwnVariable} name the socket of an engine on this machine, such as unix://{Usual}, or measure with the testbed remote");
        }

        return address.LocalPath == Usual && !File.Exists(Usual) && OtherSockets(variable).FirstOrDefault(File.Exists) is { } other ? new Uri($"unix://{other}") : address;
    }

    private static Uri Named(Func<string, string?> variable)
    {
        if (variable(OwnVariable) is { Length: > 0 } own)
        {
            return Uri.TryCreate(own.StartsWith('/') ? $"unix://{own}" : own, UriKind.Absolute, out var address)
                ? address
                : throw new RigFailureException($"{OwnVariable} is '{own}', which is no address of an engine", $"name its socket, such as unix://{Usual}");
        }

        try
        {
            return new DockerConfig(new Settings(variable)).GetEndpoint();
        }
        catch (DockerConfigurationException wrong)
        {
            throw new RigFailureException($"the configuration of Docker names no engine: {wrong.Message.TrimEnd('.')}", "correct DOCKER_HOST or DOCKER_CONTEXT, or unset it");
        }
    }

    /// <summary>Of an engine without root, and of Podman.</summary>
    private static IEnumerable<string> OtherSockets(Func<string, string?> variable)
    {
        var own = variable("XDG_RUNTIME_DIR");
        return own is { Length: > 0 }
            ? [Path.Combine(own, "docker.sock"), "/run/podman/podman.sock", Path.Combine(own, "podman", "podman.sock")]
            : ["/run/podman/podman.sock"];
    }

    /// <summary>What Docker's own command reads.</summary>
    private sealed class Settings(Func<string, string?> variable) : IDockerCliSettings
    {
        public string? DockerConfig => variable("DOCKER_CONFIG");

        public string? DockerHost => variable("DOCKER_HOST");

        public string? DockerTlsVerify => variable("DOCKER_TLS_VERIFY");

        public string? DockerContext => variable("DOCKER_CONTEXT");
    }
}
