namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A network that answers when the test lets it.</summary>
internal sealed class StallingHandler(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(cancellationToken);
}
