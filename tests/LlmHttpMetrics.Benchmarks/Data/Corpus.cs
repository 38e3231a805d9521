using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>The recorded exchanges of the formats we read, from <c>LLM_CORPUS</c> or beside the repository.</summary>
internal static class Corpus
{
    private static readonly string[] Wires = ["\"wire\":\"openai.chat\"", "\"wire\":\"openai.responses\"", "\"wire\":\"anthropic\""];

    /// <summary>Streams in other framings, of whatever format that frames so.</summary>
    private static readonly string[] Framings = ["\"response_kind\":\"ndjson\"", "\"response_kind\":\"json_array\""];

    public static string? Find([CallerFilePath] string here = "")
    {
        var root = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..");
        var folder = Environment.GetEnvironmentVariable("LLM_CORPUS") ?? Path.Combine(root, "..", "shared", "corpus");
        var file = Path.Combine(folder, "open.jsonl.gz");
        return File.Exists(file) ? file : null;
    }

    public static IEnumerable<Exchange> Read(string file)
    {
        foreach (var line in ReadLines(file, [.. Wires, .. Framings]))
        {
            using var record = JsonDocument.Parse(line);
            var request = record.RootElement.GetProperty("request");
            yield return new Exchange(request.GetProperty("url").GetString()!, Body(request), Body(record.RootElement.GetProperty("response")));
        }
    }

    /// <summary>The records of these formats, a line each.</summary>
    public static IEnumerable<string> ReadLines(string file, params string[] wires)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            if (Array.Exists(wires, wire => line.Contains(wire, StringComparison.Ordinal)))
            {
                yield return line;
            }
        }
    }

    private static string? Body(JsonElement message) =>
        message.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String ? body.GetString() : null;
}
