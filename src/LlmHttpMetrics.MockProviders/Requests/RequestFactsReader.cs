using System.Text.Json;

namespace LlmHttpMetrics.MockProviders.Requests;

/// <summary>Reads the few values that the server needs from a request's body, in any format.</summary>
internal static class RequestFactsReader
{
    private static readonly string[] InputParts = ["messages", "input", "prompt", "contents", "content", "requests", "texts", "inputs", "query"];
    private static readonly string[] ReadByModel =
        [
            "messages", "input", "prompt", "system", "instructions", "tools", "toolConfig", "contents", "systemInstruction", "content", "requests",
            "texts", "query", "documents"
        ];
    private static readonly string[] TokenLimits =
    [
        "max_completion_tokens", "max_output_tokens", "max_tokens", "max_tokens_to_sample", "maxOutputTokens", "num_predict", "maxTokens"
    ];

    public static RequestFacts Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;

            // Gemini's countTokens can contain a whole request: https://ai.google.dev/api/tokens.
            return root.ValueKind == JsonValueKind.Object ? Read(Part(root, "generateContentRequest") ?? root) : new RequestFacts();
        }
        catch (JsonException)
        {
            return new RequestFacts();
        }
    }

    private static RequestFacts Read(JsonElement root)
    {
        var options = root.TryGetProperty("stream_options", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var generation = Part(root, "generationConfig") ?? Part(root, "options") ?? Part(root, "inferenceConfig") ?? root;
        return new RequestFacts
        {
            IsJsonObject = true,
            Model = Text(root, "model"),
            Stream = Flag(root, "stream"),
            IncludeUsage = Flag(options, "include_usage") ?? false,
            Obfuscate = Flag(options, "include_obfuscation") ?? true,
            Choices = (int)Math.Clamp(Number(root, "n") ?? Number(generation, "candidateCount") ?? 1, 1, 128),
            MaxTokens = TokenLimits.Select(name => Number(root, name) ?? Number(generation, name)).FirstOrDefault(limit => limit is not null),
            InputWords = ReadByModel.Sum(name => root.TryGetProperty(name, out var part) ? Words(part) : 0),
            HasInput = InputParts.Any(
                name => root.TryGetProperty(name, out var part) && part.ValueKind is JsonValueKind.String or JsonValueKind.Array or JsonValueKind.Object),
            Inputs = Inputs(root),
            Dimensions = (int?)(Number(root, "dimensions") ?? Number(root, "outputDimensionality") ?? Number(root, "output_dimension")),
            Base64 = Text(root, "encoding_format") == "base64",
        };
    }

    private static long Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => WordCount.Of(value.GetString()),
        JsonValueKind.Number => 1,
        JsonValueKind.Array => value.EnumerateArray().Sum(Words),
        JsonValueKind.Object => value.EnumerateObject().Where(member => member.Name is not ("role" or "type" or "model")).Sum(member => Words(member.Value)),
        _ => 0,
    };

    // A list of strings or of token lists is several inputs; a list of numbers is a single one, which already consists of tokens.
    private static int Inputs(JsonElement root) =>
        (root.TryGetProperty("input", out var input) || root.TryGetProperty("requests", out input) || root.TryGetProperty("texts", out input)
            || root.TryGetProperty("documents", out input))
        && input.ValueKind == JsonValueKind.Array
        && input.GetArrayLength() > 0 && input[0].ValueKind != JsonValueKind.Number
            ? input.GetArrayLength()
            : 1;

    private static JsonElement? Part(JsonElement root, string name) =>
        root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Flag(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    private static long? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
