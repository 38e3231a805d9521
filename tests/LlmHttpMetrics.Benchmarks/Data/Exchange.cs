using System.Text;
using LlmHttpMetrics.Benchmarks.Observing;
using LlmHttpMetrics.Identification;

namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>One recorded exchange.</summary>
internal sealed record Exchange(string Url, string? Request, string? Response)
{
    private static readonly ProviderCatalogue Catalogue = new();

    /// <summary>Sorts its bodies; what the user's way cannot read has no reference and is left out.</summary>
    public void AddTo(List<RecordedBody> sse, List<RecordedBody> json, List<RecordedBody> requests)
    {
        if (Catalogue.Find(HttpMethod.Post, new Uri(Url)) is not { } endpoint)
        {
            return;
        }

        if (Request is ['{', ..])
        {
            Add(requests, UsersWay.ReadRequest, new(endpoint.Format, Encoding.UTF8.GetBytes(Request)));
        }

        if (Response?.TrimStart() is { Length: > 0 } start)
        {
            var isJson = start[0] == '{';
            if (isJson || start.StartsWith("data:", StringComparison.Ordinal) || start.StartsWith("event:", StringComparison.Ordinal))
            {
                Add(isJson ? json : sse, isJson ? UsersWay.ReadBody : UsersWay.ReadStream, new(endpoint.Format, Encoding.UTF8.GetBytes(Response)));
            }
        }
    }

    private static void Add(List<RecordedBody> bodies, Func<RecordedBody, int> read, RecordedBody body)
    {
        try
        {
            read(body);
            bodies.Add(body);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            // Malformed on purpose, or a value of a kind that the user's way does not expect.
        }
    }
}
