using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>The network's place: takes the request as a network would, and answers with recorded bytes.</summary>
internal sealed class ReplayHandler : HttpMessageHandler
{
    private CorpusRecord _record = null!;
    private Split _split;

    /// <summary>What was sent of the last request.</summary>
    public byte[] Sent { get; private set; } = [];

    public void Prepare(CorpusRecord record, Split split) => (_record, _split) = (record, split);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var sent = new MemoryStream();
        if (request.Content is { } content)
        {
            await content.CopyToAsync(sent, cancellationToken);
        }

        Sent = sent.ToArray();
        return Answer(request);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sent = new MemoryStream();
        request.Content?.CopyTo(sent, null, cancellationToken);
        Sent = sent.ToArray();
        return Answer(request);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var recorded = _record.Response;
        var response = new HttpResponseMessage((HttpStatusCode)recorded.Status)
        {
            RequestMessage = request,
            Content = new StreamContent(new ReplayStream(recorded.Body, _split, _record.Id.GetHashCode(StringComparison.Ordinal))),
        };
        foreach (var (name, value) in recorded.Headers)
        {
            if (name is not ("transfer-encoding" or "content-length" or "content-encoding") && !response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        Canary.In(response);
        return response;
    }
}
