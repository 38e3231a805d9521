using System.Text;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>Makes JSON documents from a seed: odd white space, escapes in names and values, deep and empty containers.</summary>
internal sealed class RandomJson(int seed, bool oneLine)
{
    private static readonly string[] Names = ["a", "b", "usage", "choices", "prompt_tokens", "completion_tokens_details", "ü", "x\"y", "tab\t", "𝔘"];
    private static readonly string[] Pieces =
    [
        "plain", "", " ", "\\\"", "\\\\", "\\/", "\\n", "\\t", "\\u0061", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "é", "漢字", "😀", "}]{[,:", "x]}"
    ];
    private static readonly string[] Literals = ["0", "-1", "12", "3.5", "1e9", "true", "false", "null", "123456789012345678901234567890"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _json = new();

    public string Document()
    {
        Space();
        Value(0);
        Space();
        return _json.ToString();
    }

    private void Value(int depth)
    {
        switch (_random.Next(depth > 6 ? 2 : 6))
        {
            case 0: _json.Append(Literals[_random.Next(Literals.Length)]); break;
            case 1: String(); break;
            case 2 or 3: Object(depth); break;
            default: Array(depth); break;
        }
    }

    private void Object(int depth)
    {
        _json.Append('{');
        Space();
        var count = _random.Next(5);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                Comma();
            }

            Name();
            Space();
            _json.Append(':');
            Space();
            Value(depth + 1);
            Space();
        }

        _json.Append('}');
    }

    private void Array(int depth)
    {
        _json.Append('[');
        Space();
        var count = _random.Next(4);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                Comma();
            }

            Value(depth + 1);
            Space();
        }

        _json.Append(']');
    }

    private void Comma()
    {
        _json.Append(',');
        Space();
    }

    private void Name()
    {
        var name = Names[_random.Next(Names.Length)];
        _json.Append('"');
        foreach (var c in name)
        {
            if (c is '"' or '\t' || (c < 0x80 && _random.Next(8) == 0))
            {
                _json.Append($"\\u{(int)c:x4}");
            }
            else
            {
                _json.Append(c);
            }
        }

        _json.Append('"');
    }

    private void String()
    {
        _json.Append('"');
        var count = _random.Next(8);
        for (var i = 0; i < count; i++)
        {
            _json.Append(Pieces[_random.Next(Pieces.Length)]);
            if (_random.Next(6) == 0)
            {
                _json.Append('x', _random.Next(200));
            }
        }

        _json.Append('"');
    }

    private void Space()
    {
        var characters = oneLine ? " \t" : " \t\r\n";
        for (var count = _random.Next(4) == 0 ? _random.Next(70) : 0; count > 0; count--)
        {
            _json.Append(characters[_random.Next(characters.Length)]);
        }
    }
}
