using System.Globalization;
using System.Text;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>Whole bodies of one service: equal except for their values, with occasional changes of shape or formatting, and corrupted ones.</summary>
internal sealed class RepetitiveAnswers(int seed)
{
    private static readonly string[] Texts =
    [
        "", "yes", "tab\\t", "\\u00e9", "\\ud83d\\ude00", "quote \\\" and \\\\", "{\\\"a\\\":", "ünïcode", "a,b]c}", "\\\":", "two\nlines", new string('x', 64),
        new string('x', 65), "long \\n" + new string('z', 700), new string('w', 1500),
    ];

    private readonly Random _random = new(seed);
    private readonly bool _pretty = seed % 3 == 0;

    public static string Answer(string id, string text, int tokens, string finish, string more = "") =>
        $$$"""{"id":"{{{id}}}","object":"chat.completion","model":"gpt-4.1-mini","choices":[{"index":0,"message":"""
            + $$$"""{"role":"assistant","content":"{{{text}}}","refusal":null},"finish_reason":{{{finish}}} }],"usage":{"prompt_tokens":"""
            + $$$"""{{{tokens}}},"completion_tokens":{{{tokens / 2}}},"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0}}"""
            + $$$""","service_tier":"default"{{{more}}} }""";

    public IEnumerable<string> Bodies(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Spoil(Written(Body()));
        }
    }

    private string Body() => _random.Next(12) switch
    {
        < 8 => Answer("id" + _random.Next(4), Text(), _random.Next(90, 110), _random.Next(3) == 0 ? "\"length\"" : "\"stop\""),
        8 => Answer("id", Text(), 7, "null", ",\"a\":{\"b\":[{\"c\":1},{\"c\":" + _random.Next(3).ToString(CultureInfo.InvariantCulture) + "}]}"),
        9 => $$$"""{"error":{"message":"{{{Text()}}}","type":"invalid_request_error"}}""",
        10 => "[]",
        _ => $$$"""{"id":{{{Value()}}},"model":{{{Value()}}},"usage":{{{Value()}}} }""",
    };

    private string Value() => _random.Next(5) switch
    {
        0 => "{\"prompt_tokens\":[1]}",
        1 => "\"" + Text() + "\"",
        2 => "12",
        3 => "[]",
        _ => "null",
    };

    private string Text() => Texts[_random.Next(Texts.Length)];

    private string Written(string body) =>
        _pretty ? body.Replace("\":", "\": ", StringComparison.Ordinal).Replace(",\"", ",\n  \"", StringComparison.Ordinal) + "\n" : body;

    private string Spoil(string body) => _random.Next(25) switch
    {
        0 => body[.._random.Next(body.Length)],
        1 => body + "}",
        2 => new StringBuilder(body) { [_random.Next(body.Length)] = "\"x\\,}"[_random.Next(5)] }.ToString(),
        _ => body,
    };
}
