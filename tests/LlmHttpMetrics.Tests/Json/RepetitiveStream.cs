using System.Globalization;
using System.Text;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>Lines like the events of a stream: equal except for a few values, with occasional changes of shape, and corrupted ones.</summary>
internal sealed class RepetitiveStream(int seed)
{
    private static readonly string[] Texts =
    [
        "", " a", " word", "tab\\t", "\\u00e9", "\\ud83d\\ude00", "quote \\\" and \\\\", "{\\\"a\\\":", "ünïcode", "a,b]c}", new string('x', 700),
    ];

    private readonly Random _random = new(seed);
    private readonly string _id = new('i', seed % 40);

    public IEnumerable<string> Lines(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Spoil(Line());
        }
    }

    private string Line() => _random.Next(12) switch
    {
        < 7 => Delta(""),
        7 => Delta(",\"usage\":" + Value()),
        8 => """{"id":"other","a":{"b":[{"c":1},{"d":"x"}]},"text":null}""",
        9 => "[DONE]",
        10 => $$"""{"id":"{{_id}}","usage":{"prompt_tokens":{{Number()}},"completion_tokens":{{Number()}} },"choices":[]}""",
        _ => $$"""{ "id" : "{{_id}}" , "object":"chat.completion.chunk","choices" : [ ] }""",
    };

    private string Delta(string more) =>
        $$"""{"id":"{{_id}}","object":"chat.completion.chunk","model":"m","choices":[{"index":{{_random.Next(2)}},"delta":"""
            + $$"""{"content":"{{Text()}}"},"logprobs":null,"finish_reason":{{Value()}}}],"n":{{Number()}}{{more}}}""";

    private string Value() => _random.Next(6) switch
    {
        0 => "{\"c\":[1]}",
        1 => "\"" + Text() + "\"",
        2 => Number(),
        3 => "[]",
        _ => "null",
    };

    private string Text() => Texts[_random.Next(Texts.Length)];

    private string Number() => _random.Next(100, 120).ToString(CultureInfo.InvariantCulture);

    private string Spoil(string line) => _random.Next(25) switch
    {
        0 => line[.._random.Next(line.Length)],
        1 => line + "}",
        2 => new StringBuilder(line) { [_random.Next(line.Length)] = "\"x\\,}"[_random.Next(5)] }.ToString(),
        _ => line,
    };
}
