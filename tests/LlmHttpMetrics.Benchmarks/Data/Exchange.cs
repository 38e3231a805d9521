using System.Text;
using LlmHttpMetrics.Benchmarks.Observing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>One recorded exchange.</summary>
internal sealed record Exchange(string Url, string? Request, string? Response)
{
    private static readonly ProviderCatalogue Catalogue = new();

    /// <summary>Sorts its bodies; what the user's way cannot read has no reference and is left out.</summary>
    public void AddTo(RecordedBodies bodies)
    {
        if (Catalogue.Find(HttpMethod.Post, new Uri(Url)) is not { } endpoint)
        {
            return;
        }

        if (endpoint.Format.Framing != StreamFraming.ServerSentEvents)
        {
            AddStream(bodies, endpoint.Format);
            return;
        }

        if (Request is ['{', ..])
        {
            Add(bodies.Requests, UsersWay.ReadRequest, new(endpoint.Format, Encoding.UTF8.GetBytes(Request)));
        }

        if (Response?.TrimStart() is { Length: > 0 } start)
        {
            var isJson = start[0] == '{';
            if (isJson || start.StartsWith("data:", StringComparison.Ordinal) || start.StartsWith("event:", StringComparison.Ordinal))
            {
                Add(
                    isJson ? bodies.Json : bodies.Sse,
                    isJson ? UsersWay.ReadBody : UsersWay.ReadStream,
                    new(endpoint.Format, Encoding.UTF8.GetBytes(Response)));
            }
        }
    }

    private void AddStream(RecordedBodies bodies, WireFormat format)
    {
        if (format.Framing == StreamFraming.JsonLines && Response?.Contains("}\n{", StringComparison.Ordinal) == true)
        {
            Add(bodies.Lines, UsersWay.ReadLines, new(format, Encoding.UTF8.GetBytes(Response)));
        }
        else if (format.Framing == StreamFraming.JsonArray && Response is ['[', ..])
        {
            Add(bodies.Arrays, UsersWay.ReadElements, new(format, Encoding.UTF8.GetBytes(Response)));
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
