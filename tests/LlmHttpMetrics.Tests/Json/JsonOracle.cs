using System.Text;
using System.Text.Json;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>What a scanner should report, found by walking a parsed document.</summary>
internal sealed class JsonOracle(string[] paths, HashSet<string> texts)
{
    private readonly List<string[]> _steps = [.. paths.Select(path => FieldPath.Parse(path).ToArray())];
    private readonly List<string> _facts = [];

    public IReadOnlyList<string> Facts(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        Walk(document.RootElement, []);
        return _facts;
    }

    private void Walk(JsonElement element, List<string> at)
    {
        var index = _steps.FindIndex(steps => steps.SequenceEqual(at));
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Report(index, "enter");
                foreach (var member in element.EnumerateObject())
                {
                    Walk(member.Value, [.. at, Name(member)]);
                }

                Report(index, "leave");
                break;
            case JsonValueKind.Array:
                Report(index, "enter");
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, [.. at, FieldPath.EveryElement]);
                }

                Report(index, "leave");
                break;
            case JsonValueKind.String:
                Report(index, Text(element.GetRawText()[1..^1], index));
                break;
            case JsonValueKind.Null:
                break;
            default:
                Report(index, $"literal {element.GetRawText()}");
                break;
        }
    }

    private void Report(int index, string what)
    {
        if (index >= 0)
        {
            _facts.Add($"{paths[index]} {what}");
        }
    }

    private string Text(string raw, int index)
    {
        var text = Unescape(raw);
        return index >= 0 && texts.Contains(paths[index]) ? $"text {text}" : $"string {Cut(text)}";
    }

    private static string Name(JsonProperty member) => member.Name;

    private static string Cut(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetString(utf8.AsSpan(0, Math.Min(utf8.Length, JsonScanner.MaxValueLength)));
    }

    /// <summary>Lone surrogates become replacement characters, which a parsed string would refuse.</summary>
    private static string Unescape(string raw)
    {
        var text = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)Convert.ToInt32(raw.Substring((i += 4) - 3, 4), 16),
                _ => raw[i],
            });
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
