using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Snowflake;

/// <summary>
/// Cortex's own inference API: https://docs.snowflake.com/en/developer-guide/snowflake-rest-api/reference/cortex-inference. The usage of all
/// events except the last is empty, and there may be no other end marker.
/// </summary>
internal static class Inference
{
    public static readonly WireFormat Complete = ChatCompletions.Create(
        ChatCompletions.Name,
        request: [OpenAiRequest.Input("messages[*].content_list[*].text")],
        body: [new("choices[*].messages", FieldAction.Text, (byte)TextKind.Answer)],
        usageEnds: true);

    public static readonly WireFormat Embed = InputOnlyFormats.Create(InputOnlyFormats.Embeddings.Name, OpenAiRequest.Strings("text"));
}
