using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Requests;

/// <summary>Converts a request of Kestrel to a <see cref="MockRequest"/>.</summary>
internal static class RequestReader
{
    public static async Task<MockRequest> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        var body = buffer.ToArray();
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var path = request.Path.Value ?? "/";
        var route = Route.Of(path, headers.ContainsKey("anthropic-version"));
        return new MockRequest(request.Method, path, request.QueryString.Value ?? "", headers, body, route, RequestFactsReader.Read(body));
    }
}
