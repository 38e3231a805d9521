using System.Globalization;
using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Growth;

/// <summary>A body that can be made as long as one likes, each longer one more of the same.</summary>
/// <param name="Name">What grows.</param>
/// <param name="Like">The name of the mock exchange that it answers.</param>
/// <param name="Start">How it begins.</param>
/// <param name="Again">What is repeated; <c>{0}</c> stands for a number that is another each time.</param>
internal sealed record GrowthShape(string Name, string Like, string Start, string Again)
{
    private const string Chat = "mock 0 v1/chat/completions";
    private const string Messages = "mock 0 v1/messages";
    private const string Gemini = "mock 0 v1beta/models/gemini-2.5-flash:streamGenerateContent";
    private const string Ollama = "mock 0 api/chat";
    private const string Responses = "mock 0 v1/responses";

    public static readonly IReadOnlyList<GrowthShape> List =
    [
        new("white space", Chat, "", " \n"),
        new("text", Chat, "{\"choices\":[{\"message\":{\"content\":\"", "Hi 🙂 "),
        new("escapes", Chat, "{\"choices\":[{\"message\":{\"content\":\"", "\\n\\u00e9\\ud83d"),
        new("surrogates", Chat, "{\"choices\":[{\"message\":{\"content\":\"", "\\ud83d"),
        new("id", Chat, "{\"id\":\"", "x"),
        new("name", Chat, "{\"", "x"),
        new("escaped name", Chat, "{\"\\", "\\\\"),
        new("number", Chat, "{\"usage\":{\"prompt_tokens\":", "9"),
        new("members of other names", Chat, "{", "\"m{0}\":1,"),
        new("members of one name", Chat, "{", "\"usage\":{\"prompt_tokens\":{0}},"),
        new("nesting where choices are", Chat, "{\"choices\":", "[{\"message\":"),
        new("nesting where nobody looks", Chat, "{\"x\":", "[{\"x\":"),
        new("empty containers", Chat, "{\"x\":[", "[],{},"),
        new("choices of other indexes", Chat, "{\"choices\":[", "{\"index\":{0},\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"},"),
        new(
            "tool calls of other ids",
            Chat,
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[",
            "{\"index\":{0},\"id\":\"c{0}\",\"function\":{\"name\":\"f{0}\",\"arguments\":\"{\"}},"),
        new("tool events of other ids", Chat, "", "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":{0},\"id\":\"c{0}\"}]}}]}\n\n"),
        new(
            "events of other ids and models",
            Chat,
            "",
            "data: {\"id\":\"i{0}\",\"model\":\"m{0}\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"f{0}\"}]}\n\n"),
        new("events of other service tiers", Chat, "", "data: {\"service_tier\":\"t{0}\",\"system_fingerprint\":\"f{0}\",\"choices\":[]}\n\n"),
        new("errors of other codes and types", Chat, "", "data: {\"error\":{\"code\":\"c{0}\",\"type\":\"t{0}\",\"message\":\"m{0}\"}}\n\n"),
        new(
            "answers of other states",
            Responses,
            "",
            "data: {\"type\":\"response.incomplete\",\"response\":{\"id\":\"r{0}\",\"status\":\"s{0}\",\"incomplete_details\":{\"reason\":\"r{0}"
                + "\"},\"usage\":{\"input_tokens\":{0}}}}\n\n"),
        new("empty events", Chat, "", "data:\n\n"),
        new("empty lines", Chat, "data: {}\n\n", "\n"),
        new("carriage returns", Chat, "data: {}\r\r", "\r"),
        new("comments", Chat, "data: {}\n\n", ": ping {0}\n"),
        new("event names", Messages, "", "event: e{0}\n"),
        new("events of other names", Messages, "", "event: e{0}\ndata: {\"type\":\"t{0}\"}\n\n"),
        new("data lines of one event", Chat, "data: {\"choices\":[", "\ndata: {\"delta\":{\"content\":\"Hi\"}},"),
        new("line that never ends", Chat, "data: ", "x"),
        new(
            "blocks of other indexes",
            Messages,
            "",
            "data: {\"type\":\"content_block_delta\",\"index\":{0},\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n"),
        new(
            "items of other ids",
            Responses,
            "",
            "data: {\"type\":\"response.output_item.added\",\"output_index\":{0},\"item\":{\"type\":\"function_call\",\"id\":\"fc{0}\","
                + "\"call_id\":\"c{0}\"}}\n\n"),
        new("elements of an array", Gemini, "[{}", ",{\"candidates\":[{\"index\":{0},\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}\n"),
        new("parts before the word that says what they are", Gemini, "[{\"candidates\":[{\"content\":{\"parts\":[", "{\"text\":\"Hi {0}\"},"),
        new("modalities", Gemini, "[{\"usageMetadata\":{\"promptTokensDetails\":[", "{\"tokenCount\":1,\"modality\":\"M{0}\"},"),
        new("lines", Ollama, "", "{\"model\":\"m{0}\",\"message\":{\"content\":\"Hi\"}}\n"),
        new("one line", Ollama, "{\"message\":{\"content\":\"", "Hi"),
        new("documents on a line", Ollama, "", "{}"),
    ];

    /// <summary>The exchange whose answer has at least so many bytes.</summary>
    public Exchange OfLength(int length)
    {
        StringBuilder body = new(Start, length + Again.Length + 10);
        for (var i = 0; body.Length < length; i++)
        {
            body.Append(Again.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return ExchangeSet.All.Named(Like) with { Response = Encoding.UTF8.GetBytes(body.ToString()), ResponseHeaders = [] };
    }

    public override string ToString() => Name;
}
