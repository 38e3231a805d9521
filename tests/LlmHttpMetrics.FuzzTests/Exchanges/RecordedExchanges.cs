using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>The recorded exchanges, if available: in the folder named by LLM_CORPUS, or next to the repository.</summary>
internal static class RecordedExchanges
{
    private const string FileName = "open.jsonl.gz";

    /// <summary>Bodies above this are rare and would take most of the time.</summary>
    private const int LongestBody = 64 * 1024;

    /// <summary>Of a fixture's headers these describe a transfer that we make ourselves.</summary>
    private static readonly string[] NotReplayed = ["transfer-encoding", "content-length", "content-encoding"];

    public static string? Find() => Candidates().Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);

    public static List<Exchange> Load(string file)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        List<Exchange> exchanges = [];
        while (lines.ReadLine() is { } line)
        {
            using var record = JsonDocument.Parse(line);
            var exchange = Parse(record.RootElement);
            if (exchange.Request.Length <= LongestBody && exchange.Response.Length <= LongestBody)
            {
                exchanges.Add(exchange);
            }
        }

        return exchanges;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("LLM_CORPUS") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "corpus");
        }
    }

    private static Exchange Parse(JsonElement record)
    {
        var (request, response) = (record.GetProperty("request"), record.GetProperty("response"));
        return new Exchange
        {
            Name = record.GetProperty("id").GetString()!,
            Method = request.GetProperty("method").GetString()!,
            Url = request.GetProperty("url").GetString()!,
            RequestHeaders = Headers(request),
            Request = Body(request),
            Status = response.GetProperty("status").GetInt32(),
            ResponseHeaders = Headers(response),
            Response = Body(response),
        };
    }

    private static Header[] Headers(JsonElement message) =>
        [.. message.GetProperty("headers")
            .EnumerateObject()
            .Where(header => !NotReplayed.Contains(header.Name))
            .Select(header => new Header(header.Name, header.Value.ToString()))];

    private static byte[] Body(JsonElement message) =>
        message.TryGetProperty("body_base64", out var coded) && coded.ValueKind == JsonValueKind.String ? coded.GetBytesFromBase64()
        : message.TryGetProperty("body", out var text) && text.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(text.GetString()!)
        : [];
}
