using System.Net;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>Answers at once from memory, and asks the request nothing.</summary>
internal sealed class StubHandler(Func<HttpContent> body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(HttpStatusCode.OK) { RequestMessage = request, Content = body() };
}
