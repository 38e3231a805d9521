using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>
/// Whether events contain the text of calls. Off by default, since prompts and answers contain personal data. Text is only added to events, never
/// to metrics, spans or logs, and only after redaction, which removes only what it recognizes.
/// </summary>
public sealed class LlmContentCaptureOptions
{
    /// <summary>Whether the text that is sent is captured: messages, instructions, prompts. Tool definitions, images and files are not.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Input { get; set; }

    /// <summary>Whether the visible answer is captured. Reasoning and the arguments of tools are not.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Output { get; set; }

    /// <summary>
    /// The maximum length that is kept of each direction, in bytes of UTF-8; the rest is cut off. It counts towards
    /// <see cref="LlmMonitoringOptions.MaxRetainedInput"/>: at most half of that for the request and a quarter for the answer, or an eighth for each
    /// if tokenizers, custom strategies, count endpoints or estimates keep text as well.
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
    /// A custom redaction, called in the background for each text after the built-in ones. It returns the text to keep, or <see langword="null"/>
    /// to keep none. If it throws, the text is dropped and the error is counted.
    /// </summary>
    /// <value>The default is <see langword="null"/>; can be set only in code.</value>
    [JsonIgnore]
    public Func<string, string?>? Redactor { get; set; }
}
