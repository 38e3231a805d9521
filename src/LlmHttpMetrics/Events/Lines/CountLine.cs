using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>Who counted tokens that the provider did not report, or counted beside him, as it stands in a line.</summary>
internal sealed class CountLine
{
    [JsonPropertyName("z")]
    public string? Tokenizer { get; set; }

    [JsonPropertyName("v")]
    public string? TokenizerVersion { get; set; }

    [JsonPropertyName("m")]
    public string? Method { get; set; }

    [JsonPropertyName("c")]
    public double? Confidence { get; set; }

    [JsonPropertyName("o")]
    public string? OutputSource { get; set; }

    [JsonPropertyName("oc")]
    public double? OutputConfidence { get; set; }

    /// <summary>In the order of <see cref="TokenFigures"/>; empty where nothing is known of a count that was made.</summary>
    [JsonPropertyName("t")]
    public long?[]? LocalTokens { get; set; }

    public static CountLine? Of(LlmEvent e) =>
        (e.Tokenizer ?? e.TokenizerVersion ?? e.TokenMethod ?? e.OutputTokenSource) is null
            && (e.TokenConfidence ?? e.OutputTokenConfidence) is null
            && e.LocalTokens is null
            ? null
            : new()
            {
                Tokenizer = e.Tokenizer,
                TokenizerVersion = e.TokenizerVersion,
                Method = e.TokenMethod,
                Confidence = e.TokenConfidence,
                OutputSource = e.OutputTokenSource,
                OutputConfidence = e.OutputTokenConfidence,
                LocalTokens = e.LocalTokens is { } local ? TokenFigures.Of(local) ?? [] : null,
            };

    public void AddTo(LlmEvent e)
    {
        e.Tokenizer = Tokenizer;
        e.TokenizerVersion = TokenizerVersion;
        e.TokenMethod = Method;
        e.TokenConfidence = Confidence;
        e.OutputTokenSource = OutputSource;
        e.OutputTokenConfidence = OutputConfidence;
        e.LocalTokens = LocalTokens is null ? null : TokenFigures.Read(LocalTokens);
    }
}
