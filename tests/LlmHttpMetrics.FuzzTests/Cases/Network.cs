using System.Net;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>The network's place: takes the request as a network would, and answers as the case says.</summary>
internal sealed class Network : HttpMessageHandler
{
    private readonly MemoryStream _sent = new();
    private FuzzCase _case = null!;

    /// <summary>What it, or the caller's content, is to throw.</summary>
    public Exception Failure { get; private set; } = null!;

    /// <summary>What it got of the request.</summary>
    public ComparingStream Sent { get; private set; } = null!;

    /// <summary>What it got is the request with usage asked for.</summary>
    public bool IsRewritten { get; private set; }

    public void Prepare(FuzzCase fuzz)
    {
        _case = fuzz;
        Failure = fuzz.Seed % 2 == 0 ? new HostileException("the network") : new IOException("the network");
        Sent = new ComparingStream(fuzz.Exchange.Request, tail: []);
        IsRewritten = false;
        _sent.SetLength(0);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_case.Seed % 3 == 0)
        {
            await Task.Yield();
        }

        if (request.Content is { } content)
        {
            await content.CopyToAsync(_case.Injects ? _sent : Sent, cancellationToken);
        }

        return Answer(request);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content?.CopyTo(_case.Injects ? _sent : Sent, context: null, cancellationToken);
        return Answer(request);
    }

    /// <summary>Compares what was sent: it may be the request with usage asked for, where that may be.</summary>
    public void Compare()
    {
        if (_case.Injects)
        {
            IsRewritten = Rewriting.IsOf(_case.Exchange.Request, _sent.ToArray());
            Sent = new ComparingStream(_case.Exchange.Request, tail: []);
            Sent.Write(IsRewritten ? _case.Exchange.Request : _sent.ToArray());
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        Compare();
        if (_case.Ending == CallEnding.SendThrows)
        {
            throw Failure;
        }

        var body = BodyStream.Of(_case, _case.Ending == CallEnding.BodyThrows ? (Failure, _case.EndsAt) : null);
        HttpResponseMessage response = new((HttpStatusCode)_case.Exchange.Status) { RequestMessage = request, Content = new StreamContent(body) };
        foreach (var (name, value) in _case.Exchange.ResponseHeaders)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
