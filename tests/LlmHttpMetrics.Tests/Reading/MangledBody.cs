using System.Text;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>Answers in every format, corrupted by a seed: bytes changed, pieces removed, duplicated or inserted.</summary>
internal sealed class MangledBody(int seed)
{
    private static readonly byte[][] Shards =
    [
        .. new[]
        {
            "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u00", "{", "}", "[", "]", ",", ":", " ", "\n", "\r", "\r\n", "\n\n", "\ndata: ", "data:",
            "data", "event: error\n",
            "event: message_stop\n", "id: 1\n", ": c\n", "null", "nul", "nullx", "true", "tru", "truest", "1e2", "-1", "1.5", "99999999999999999999",
            "\0", "\t", "\uFEFF",
            "\"usage\":", "\"error\":", "\"choices\":[", "\"finish_reason\":\"stop\"", "[DONE]", "\"index\":", "\"model\":\"m2\"", "\"x\":null,",
            "\"x\":true,", "😀",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xED, 0xA0, 0x80], [0xC3], [0x80],
    ];

    private readonly Random _random = new(seed);

    public WireCase Make()
    {
        var template = WireBodies.All[_random.Next(WireBodies.All.Length)];
        return template with { Body = Mangle(template.Body) };
    }

    public static byte[] Mangle(byte[] body, int seed) => new MangledBody(seed).Mangle(body);

    private byte[] Mangle(byte[] good)
    {
        var body = good.ToList();
        for (var changes = _random.Next(4); changes > 0; changes--)
        {
            Change(body);
        }

        return [.. body];
    }

    private void Change(List<byte> body)
    {
        var at = _random.Next(body.Count + 1);
        var rest = body.Count - at;
        switch (_random.Next(6))
        {
            case 0:
                body.InsertRange(at, Shards[_random.Next(Shards.Length)]);
                break;
            case 1:
                body.RemoveRange(at, _random.Next(Math.Min(rest, 20) + 1));
                break;
            case 2:
                body.InsertRange(at, body.GetRange(at, _random.Next(Math.Min(rest, 60) + 1)));
                break;
            case 3 when rest > 0:
                body[at] = (byte)_random.Next(256);
                break;
            case 4 when rest > 0:
                body[at] ^= (byte)(1 << _random.Next(8));
                break;
            default:
                body.RemoveRange(at, _random.Next(4) == 0 ? rest : 0);
                break;
        }
    }
}
