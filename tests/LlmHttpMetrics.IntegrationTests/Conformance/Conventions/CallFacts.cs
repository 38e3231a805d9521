using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>What the conventions' conditions ask of a call, taken from the record and not from us.</summary>
internal sealed class CallFacts(CorpusRecord record, string? outcome)
{
    private const string InRequest = "if request ";
    private const string NotOneInRequest = "if request not 1 ";

    private readonly JsonElement _request = Parse(record.Request.Body);

    public bool IsStreamed => record.Expected.Is("response_streamed");

    private bool Failed => outcome is LlmOutcomes.Error or LlmOutcomes.Broken or LlmOutcomes.Timeout;

    /// <summary>True where the attribute has to be there, false where it must not, null where it may.</summary>
    /// <param name="level">As the table says it.</param>
    /// <param name="present">The attributes beside it.</param>
    public bool? Requires(string level, IReadOnlyCollection<string> present) => level switch
    {
        "required" => true,
        "recommended" => null,
        "only if error" => Failed,
        "only if streaming" => record.Expected.Is("stream"),
        "if model" => record.Expected.Word("request_model") is not null ? true : null,
        "if server.address" => present.Contains("server.address") ? true : null,
        _ when level.StartsWith(NotOneInRequest, StringComparison.Ordinal) => Asked(level[NotOneInRequest.Length..], value => value.GetDouble() != 1),
        _ when level.StartsWith(InRequest, StringComparison.Ordinal) => Asked(level[InRequest.Length..], _ => true),
        _ => throw new InvalidDataException($"The table says '{level}'."),
    };

    /// <summary>True where the request has such a value at one of the paths.</summary>
    private bool? Asked(string paths, Func<JsonElement, bool> wanted) => paths.Split('|').Any(path => At(path) is { } value && wanted(value)) ? true : null;

    private JsonElement? At(string path)
    {
        var at = _request;
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind is JsonValueKind.Number or JsonValueKind.String ? at : null;
    }

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
