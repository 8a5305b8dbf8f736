using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace TraceToll.Tests.GitHub;

/// <summary>As much of GitHub's REST API as is used, on loopback, with a memory: what is opened is listed, changed and closed.</summary>
internal sealed class GitHubStandIn : IAsyncDisposable
{
    public const string Token = "ghs_not-a-real-token";
    public const string Repository = "makers/tracetoll";

    private readonly HttpListener _listener = new();
    private readonly Lock _lock = new();
    private readonly Task _serving;
    private int _last;

    public GitHubStandIn()
    {
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    public List<JsonObject> Issues { get; } = [];

    public List<JsonObject> Pulls { get; } = [];

    public List<JsonObject> Labels { get; } = [];

    public List<JsonObject> Runs { get; } = [];

    /// <summary>Comments, with the number of what they are below.</summary>
    public List<(int Number, string Text)> Comments { get; } = [];

    /// <summary>By login; others have none.</summary>
    public Dictionary<string, string> Permissions { get; } = [];

    /// <summary>Each request, as METHOD and path without the repository.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers a request otherwise; null lets it pass.</summary>
    public Func<string, (HttpStatusCode Status, string Body, Dictionary<string, string> Headers)?> Fault { get; set; } = _ => null;

    /// <summary>A pull request that was opened by somebody.</summary>
    public int AddPull(string branch, string repository = Repository, string state = "open")
    {
        Pulls.Add(Pull(branch, repository, state));
        return _last;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private JsonObject Pull(string branch, string repository, string state) => new()
    {
        ["number"] = ++_last,
        ["state"] = state,
        ["html_url"] = $"https://github.example/{Repository}/pull/{_last}",
        ["head"] = new JsonObject { ["ref"] = branch, ["repo"] = new JsonObject { ["full_name"] = repository } },
    };

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var path = context.Request.Url!.AbsolutePath.Replace($"/repos/{Repository}", "", StringComparison.Ordinal);
        var request = $"{context.Request.HttpMethod} {path}";
        var (status, answer, headers) = Answer(context.Request, request, path, body);
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json; charset=utf-8";
        foreach (var (name, value) in headers)
        {
            context.Response.AddHeader(name, value);
        }

        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    private (HttpStatusCode Status, string Body, Dictionary<string, string> Headers) Answer(HttpListenerRequest http, string request, string path, string body)
    {
        lock (_lock)
        {
            Requests.Add(request);
            if (Fault(request) is { } fault)
            {
                return fault;
            }

            var authorized = http.Headers["Authorization"]?.EndsWith(Token, StringComparison.Ordinal) == true;
            var (status, answer) = authorized ? Route(http, path, body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : []) : (HttpStatusCode.Unauthorized, Message("Bad credentials"));
            return (status, answer.ToJsonString(), []);
        }
    }

    private (HttpStatusCode Status, JsonNode Answer) Route(HttpListenerRequest http, string path, JsonObject body) => (http.HttpMethod, path.Split('/')[1..]) switch
    {
        ("GET", [""]) or ("GET", []) => Found(new JsonObject { ["default_branch"] = "main", ["full_name"] = Repository }),
        ("GET", ["labels", var name]) => Labels.Find(label => $"{label["name"]}" == Uri.UnescapeDataString(name)) is { } label ? Found(label) : Missing(),
        ("POST", ["labels"]) => Created(Labels, body),
        ("GET", ["issues"]) => List(Issues.Where(issue => $"{issue["state"]}" == "open" && Has(issue, http.QueryString["labels"]!))),
        ("POST", ["issues"]) => Created(Issues, Issue(body)),
        ("PATCH", ["issues", var number]) => Patch(Issues, number, body),
        ("POST", ["issues", var number, "comments"]) => Comment(number, body),
        ("GET", ["pulls"]) => List(Pulls.Where(pull => $"{pull["state"]}" == "open")),
        ("POST", ["pulls"]) => Created(Pulls, Opened(body)),
        ("GET", ["pulls", var number]) => Pulls.Find(pull => $"{pull["number"]}" == number) is { } pull ? Found(pull) : Missing(),
        ("PATCH", ["pulls", var number]) => Patch(Pulls, number, body),
        ("GET", ["collaborators", var login, "permission"]) => Permissions.TryGetValue(login, out var may) ? Found(new JsonObject { ["permission"] = may }) : Missing(),
        ("GET", ["actions", "workflows", "nightly.yml", "runs"]) => Found(new JsonObject { ["total_count"] = Runs.Count, ["workflow_runs"] = new JsonArray([.. Runs.Select(run => run.DeepClone())]) }),
        ("GET", ["actions", "runs", var id, "artifacts"]) => Runs.Find(run => $"{run["id"]}" == id) is { } run ? Artifacts(run, http.QueryString["name"]!) : Missing(),
        _ => Missing(),
    };

    private static (HttpStatusCode, JsonNode) Artifacts(JsonObject run, string name)
    {
        JsonNode[] found = [.. run["artifacts"]!.AsArray().Where(each => $"{each!["name"]}" == name).Select(each => each!.DeepClone())];
        return Found(new JsonObject { ["total_count"] = found.Length, ["artifacts"] = new JsonArray(found) });
    }

    private JsonObject Issue(JsonObject body)
    {
        body["number"] = ++_last;
        body["state"] = "open";
        body["html_url"] = $"https://github.example/{Repository}/issues/{_last}";
        body["labels"] = new JsonArray([.. body["labels"]!.AsArray().Select(name => new JsonObject { ["name"] = $"{name}" })]);
        return body;
    }

    private JsonObject Opened(JsonObject body)
    {
        var pull = Pull($"{body["head"]}", Repository, "open");
        (pull["title"], pull["body"], pull["onto"]) = ($"{body["title"]}", $"{body["body"]}", $"{body["base"]}");
        return pull;
    }

    private (HttpStatusCode, JsonNode) Comment(string number, JsonObject body)
    {
        Comments.Add((int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), $"{body["body"]}"));
        return (HttpStatusCode.Created, body);
    }

    private static (HttpStatusCode, JsonNode) Patch(List<JsonObject> all, string number, JsonObject body)
    {
        if (all.Find(each => $"{each["number"]}" == number) is not { } found)
        {
            return Missing();
        }

        foreach (var (name, value) in body.ToList())
        {
            found[name] = value?.DeepClone();
        }

        return Found(found);
    }

    private static bool Has(JsonObject issue, string label) => issue["labels"]!.AsArray().Any(each => $"{each!["name"]}" == label);

    private static (HttpStatusCode, JsonNode) Created(List<JsonObject> all, JsonObject made)
    {
        all.Add(made);
        return (HttpStatusCode.Created, made.DeepClone());
    }

    private static (HttpStatusCode, JsonNode) List(IEnumerable<JsonObject> all) => (HttpStatusCode.OK, new JsonArray([.. all.Select(each => each.DeepClone())]));

    private static (HttpStatusCode, JsonNode) Found(JsonObject found) => (HttpStatusCode.OK, found.DeepClone());

    private static (HttpStatusCode, JsonNode) Missing() => (HttpStatusCode.NotFound, Message("Not Found"));

    private static JsonObject Message(string message) => new() { ["message"] = message };
}
