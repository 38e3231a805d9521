using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>
/// Turns off redirects for the clients of count endpoints. A redirected request is sent to any host the endpoint names, with all headers except
/// Authorization, including API keys in other headers.
/// </summary>
internal sealed class UnredirectedClients(IOptions<LlmCountEndpointsOptions> endpoints) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (!string.IsNullOrEmpty(name) && IsAsking(name))
        {
            options.HttpMessageHandlerBuilderActions.Add(builder => TurnOffRedirects(builder.PrimaryHandler));
        }
    }

    private bool IsAsking(string name)
    {
        try
        {
            var options = endpoints.Value;
            return options.Anthropic.HttpClientName == name || options.OpenAi.HttpClientName == name || options.Gemini.HttpClientName == name;
        }
        catch (Exception)
        {
            // Invalid options are reported when the host starts or a monitored client is created; other clients must not fail because of them.
            return false;
        }
    }

    private static void TurnOffRedirects(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        try
        {
            switch (handler)
            {
                case SocketsHttpHandler sockets:
                    sockets.AllowAutoRedirect = false;
                    break;
                case HttpClientHandler client:
                    client.AllowAutoRedirect = false;
                    break;
            }
        }
        catch (InvalidOperationException)
        {
            // The handler has already sent requests and can no longer be changed. The answer to a redirected request is rejected in any case.
        }
    }
}
