using System.Text;
using LlmHttpMetrics.Tests.Json;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>Makes event streams from a seed, in all the ways the standard allows.</summary>
internal sealed class RandomStream(int seed)
{
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _stream = new();

    public byte[] Bytes()
    {
        var mixed = _random.Next(3) == 0;
        var lineEnd = LineEnds[_random.Next(3)];
        for (var count = _random.Next(1, 12); count > 0; count--)
        {
            foreach (var line in Lines().Append(""))
            {
                // A carriage return and a line feed after it are one line end: the empty line then ends in another way.
                var end = mixed ? LineEnds[_random.Next(3)] : lineEnd;
                _stream.Append(line).Append(line.Length == 0 && end == "\n" && _stream.Length > 0 && _stream[^1] == '\r' ? "\r\n" : end);
            }
        }

        return Encoding.UTF8.GetBytes(_stream.ToString());
    }

    private IEnumerable<string> Lines()
    {
        if (_random.Next(3) == 0)
        {
            yield return ": a comment";
        }

        if (_random.Next(5) == 0)
        {
            yield return Field("id", "7");
            yield return "nonsense";
        }

        if (_random.Next(8) == 0)
        {
            yield break;
        }

        if (_random.Next(2) == 0)
        {
            yield return Field("event", $"kind{_random.Next(3)}");
        }

        var json = new RandomJson(_random.Next(), oneLine: true).Document();
        if (_random.Next(3) == 0)
        {
            // A document may go over several data lines wherever white space may stand.
            yield return Field("data", "{\"a\":");
            yield return Field("data", json);
            yield return Field("data", "}");
        }
        else
        {
            yield return Field("data", json);
        }
    }

    private string Field(string name, string value) => _random.Next(3) == 0 ? $"{name}:{value.TrimStart()}" : $"{name}: {value}";
}
