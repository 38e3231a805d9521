using System.Text;
using System.Text.RegularExpressions;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Plants the secret in the words of any JSON, whatever frames it: at the beginning of every text that a person or a model wrote.</summary>
public static partial class CanaryText
{
    /// <summary>Everything except structure. Names, IDs, models and codes are published, so they are not changed.</summary>
    private const string Names =
        "content|text|prompt|input|inputs|inputText|query|queries|texts|documents|system|instructions|arguments|description|output|result|preamble|"
        + "message|detail|reasoning|reasoning_content|thinking|summary|partial_json|delta|refusal|snippet|cited_text|tool_plan|finishMessage|warning_message|"
        + "user|safety_identifier|prompt_cache_key|filename|displayName|url|context|"
        + "password|city|location|stop|value|generated_text|outputText|completion|generation|response";

    public static byte[] Plant(ReadOnlySpan<byte> body) => Encoding.Latin1.GetBytes(Plant(Encoding.Latin1.GetString(body)));

    public static string Plant(string body) =>
        FileName().Replace(FormText().Replace(Value().Replace(body, "$0" + Canary.Secret + " "), "$0" + Canary.Secret + " "), "$0" + Canary.Secret + "-");

    /// <summary>How often it stands there.</summary>
    public static int Count(byte[] body) => Encoding.Latin1.GetString(body).Split(Canary.Secret).Length - 1;

    [GeneratedRegex("\"(" + Names + ")\"\\s*:\\s*(\\[\\s*)?\"")]
    private static partial Regex Value();

    [GeneratedRegex("name=\"?prompt\"?\r\n\r\n")]
    private static partial Regex FormText();

    [GeneratedRegex("filename=\"")]
    private static partial Regex FileName();
}
