using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>Captured text, as it stands in a line.</summary>
internal sealed class ContentLine
{
    [JsonPropertyName("i")]
    public IReadOnlyList<string?>? Input { get; set; }

    [JsonPropertyName("o")]
    public IReadOnlyList<string?>? Output { get; set; }

    [JsonPropertyName("cut")]
    public bool IsCut { get; set; }

    public static ContentLine? Of(LlmContent? content) => content is null ? null : new()
    {
        Input = content.Input.Count > 0 ? content.Input : null,
        Output = content.Output.Count > 0 ? content.Output : null,
        IsCut = content.IsCut,
    };

    public LlmContent ToContent() => new()
    {
        Input = [.. Input?.OfType<string>() ?? []],
        Output = [.. Output?.OfType<string>() ?? []],
        IsCut = IsCut,
    };
}
