using System.Text;
using System.Text.RegularExpressions;
using LlmHttpMetrics.IntegrationTests.Conformance;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>Takes the usage out of recorded answers, whatever their format calls it, by giving its members other names.</summary>
internal static partial class HiddenUsage
{
    private const string EventStream = ":message-type";

    public static CorpusRecord Of(CorpusRecord record) => record with
    {
        Response = record.Response with
        {
            Body = record.Response.Body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(EventStream)) >= 0
                ? CanaryFrames.Rewrite(record.Response.Body, Hide)
                : Encoding.Latin1.GetBytes(Hide(Encoding.Latin1.GetString(record.Response.Body))),
            Headers = record.Response.Headers.Where(header => !header.Key.Contains("token", StringComparison.OrdinalIgnoreCase)).ToDictionary(),
        },
    };

    private static string Hide(string body) => Members().Replace(body, "\"hidden_$1\"$2");

    [GeneratedRegex("""
        "(usage|usageMetadata|usage_metadata|x_groq|meta|billed_units|prompt_eval_count|eval_count|amazon-bedrock-invocationMetrics|inputTextTokenCount|totalOutputTextTokenCount|tokenCount|prompt_token_count|generation_token_count|input_token_count|generated_token_count|generated_tokens|prefill|promptTokenCount|candidatesTokenCount)"(\s*:)
        """)]
    private static partial Regex Members();
}
