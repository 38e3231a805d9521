using System.Text;

namespace LlmHttpMetrics.MockProviders;

/// <summary>A request as the server received it.</summary>
public sealed class MockRequest
{
    internal MockRequest(
        string method,
        string path,
        string query,
        IReadOnlyDictionary<string, string> headers,
        ReadOnlyMemory<byte> body,
        Requests.Route route,
        Requests.RequestFacts facts)
    {
        Method = method;
        Path = path;
        Query = query;
        Headers = headers;
        Body = body;
        Provider = route.Provider;
        Operation = route.Operation;
        Deployment = route.Deployment;
        Model = route.Model ?? facts.Model ?? Deployment;
        Stream = facts.Stream ?? (route.Streams || (Provider == MockProvider.AwsBedrock && Path.EndsWith("-stream", StringComparison.Ordinal)));
        Facts = facts;
    }

    /// <summary>The method in upper case, such as <c>POST</c>.</summary>
    public string Method { get; }

    /// <summary>The path, percent-decoded, without the query.</summary>
    public string Path { get; }

    /// <summary>The query with its question mark, or the empty string.</summary>
    public string Query { get; }

    /// <summary>The headers, with case-insensitive names; several values of a name are joined with a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as it was sent.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body as UTF-8 text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The provider whose format the request uses.</summary>
    public MockProvider Provider { get; }

    /// <summary>The operation of the request.</summary>
    public MockOperation Operation { get; }

    /// <summary>The Azure deployment or the Bedrock model in the path; <see langword="null"/> if there is none.</summary>
    public string? Deployment { get; }

    /// <summary>The model in Gemini's path, otherwise in the body, otherwise the <see cref="Deployment"/>; <see langword="null"/> if there is none.</summary>
    public string? Model { get; }

    /// <summary>Whether the body or the path requests a stream; Ollama streams unless the body disables it.</summary>
    public bool Stream { get; }

    /// <summary>Whether the body requests usage in a stream (<c>stream_options.include_usage</c>).</summary>
    public bool IncludeUsage => Facts.IncludeUsage;

    internal bool IsConverse => Provider == MockProvider.AwsBedrock && Path.Contains("/converse", StringComparison.Ordinal);

    internal Requests.RequestFacts Facts { get; }

    internal bool IsInference =>
        Operation is MockOperation.Chat or MockOperation.Responses or MockOperation.TextCompletion or MockOperation.Embeddings or MockOperation.Rerank;
}
