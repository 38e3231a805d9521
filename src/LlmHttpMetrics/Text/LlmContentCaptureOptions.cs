using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>
/// Whether events carry the text of calls. Off by default: prompts and answers hold what people say. Text goes to events alone, never to
/// metrics, spans or logs, and only after redaction, which finds what it knows and no more.
/// </summary>
public sealed class LlmContentCaptureOptions
{
    /// <summary>Whether the text that is sent is captured: messages, instructions, prompts. Not tool definitions, images or files.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Input { get; set; }

    /// <summary>Whether the visible answer is captured. Not reasoning and the arguments of tools.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Output { get; set; }

    /// <summary>
    /// How much of each direction is kept at most, in bytes of UTF-8; the rest is cut off. What is kept counts towards
    /// <see cref="LlmMonitoringOptions.MaxRetainedInput"/>: half of that for the request and a quarter for the answer, an eighth for each where
    /// tokenizers, strategies of your own, count endpoints or estimates keep text as well.
    /// </summary>
    /// <value>The default is 16,384; from 1 to 1,048,576.</value>
    public int MaxLength { get; set; } = 16_384;

    /// <summary>Whether API keys, access tokens and private keys are replaced by <c>[key]</c>.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RedactKeys { get; set; } = true;

    /// <summary>Whether e-mail addresses are replaced by <c>[email]</c>.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RedactEmailAddresses { get; set; } = true;

    /// <summary>Whether card numbers (13 to 19 digits with a valid check digit) are replaced by <c>[card]</c>.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RedactCardNumbers { get; set; } = true;

    /// <summary>
    /// Your own redaction, called in the background for each text after the above; it returns the text to keep, or <see langword="null"/> to keep
    /// none. Where it throws, the text is dropped and the fault counted.
    /// </summary>
    /// <value>The default is <see langword="null"/>; in code only.</value>
    [JsonIgnore]
    public Func<string, string?>? Redactor { get; set; }
}
