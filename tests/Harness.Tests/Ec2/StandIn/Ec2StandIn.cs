using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>EC2's query API on loopback, as far as a pair needs it, with an account behind it and failures on demand.</summary>
internal sealed class Ec2StandIn : IDisposable
{
    private readonly HttpListener _listener;
    private readonly CloudAnswers _answers;
    private readonly Dictionary<string, Queue<Ec2Fault>> _faults = [];
    private readonly Lock _lock = new();
    private readonly Task _serving;

    public Ec2StandIn()
    {
        _answers = new CloudAnswers(Account);
        (_listener, Url) = Listen();
        _serving = Task.Run(ServeAsync);
    }

    public string Url { get; }

    public CloudAccount Account { get; } = new();

    /// <summary>All that was asked, in order, repetitions included.</summary>
    public List<Ec2Request> Requests { get; } = [];

    /// <summary>Called before an action is done.</summary>
    public Action<string> Before { get; set; } = _ => { };

    public bool IgnoresFilters
    {
        set => _answers.IgnoresFilters = value;
    }

    /// <summary>Refuses an action, instead of doing it.</summary>
    public void Refuse(string action, string code, int status = 400, int times = 1) => Fault(action, new Ec2Fault(new Ec2Refusal(code, $"told to refuse {action}", status)), times);

    /// <summary>Does an action, and breaks the connection before the answer.</summary>
    public void LoseAnswer(string action, int times) => Fault(action, new Ec2Fault(null), times);

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private static (HttpListener Listener, string Url) Listen()
    {
        for (; ; )
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            free.Stop();
            var listener = new HttpListener { Prefixes = { url } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException)
            {
                // Somebody else took the port in between.
            }
        }
    }

    private void Fault(string action, Ec2Fault fault, int times)
    {
        var queue = _faults.TryGetValue(action, out var known) ? known : _faults[action] = [];
        for (var time = 0; time < times; time++)
        {
            queue.Enqueue(fault);
        }
    }

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

            using var reader = new StreamReader(context.Request.InputStream);
            var request = Ec2Request.Parse(await reader.ReadToEndAsync());
            Answer(context.Response, request);
        }
    }

    private void Answer(HttpListenerResponse response, Ec2Request request)
    {
        var fault = (_faults.TryGetValue(request.Action, out var queue) && queue.TryDequeue(out var next)) ? next : null;
        XElement answer;
        try
        {
            lock (_lock)
            {
                Requests.Add(request);
                Before(request.Action);
                if (fault?.Refusal is { } told)
                {
                    throw told;
                }

                answer = new XElement(CloudAnswers.Namespace + $"{request.Action}Response", new XElement(CloudAnswers.Namespace + "requestId", "told-by-a-stand-in"), _answers.To(request));
            }
        }
        catch (Ec2Refusal refusal)
        {
            response.StatusCode = refusal.Status;
            answer = new XElement("Response", new XElement("Errors", new XElement("Error", new XElement("Code", refusal.Code), new XElement("Message", refusal.Message))), new XElement("RequestID", "told-by-a-stand-in"));
        }

        var text = Encoding.UTF8.GetBytes(answer.ToString());
        response.ContentType = "text/xml;charset=UTF-8";
        if (fault is { Refusal: null })
        {
            // Begun: an answer that is aborted before its first byte becomes an empty one.
            response.StatusCode = 200;
            response.ContentLength64 = text.Length;
            response.OutputStream.Write(text, 0, 1);
            response.Abort();
            return;
        }

        response.Close(text, willBlock: true);
    }
}
