using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Registration;

/// <summary>
/// Has the clients that ask count endpoints follow no redirect: it would take their keys along to wherever the endpoint says, all but the one in
/// the Authorization header.
/// </summary>
internal sealed class UnredirectedClients(IOptions<LlmCountEndpointsOptions> endpoints) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (!string.IsNullOrEmpty(name) && IsAsking(name))
        {
            options.HttpMessageHandlerBuilderActions.Add(builder => Turn(builder.PrimaryHandler));
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
            // Options that are wrong are an error of those who measure, and not of every other client.
            return false;
        }
    }

    private static void Turn(HttpMessageHandler? handler)
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
            // It has sent requests already. An answer that comes of a redirect is not believed anyway.
        }
    }
}
