namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A handler between our two layers, made of a function.</summary>
internal sealed class InBetween(
    Func<HttpRequestMessage, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> send)
    : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        send(request, base.SendAsync, cancellationToken);
}
