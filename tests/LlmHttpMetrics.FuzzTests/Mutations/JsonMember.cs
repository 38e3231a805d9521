using System.Buffers;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Where a member of JSON stands in a body of any framing: its name between the quotes, and its value.</summary>
internal readonly record struct JsonMember(int NameStart, int NameEnd, int ValueStart, int ValueEnd)
{
    private const int Tries = 256;

    private static readonly SearchValues<byte> Structure = SearchValues.Create(",]}[{\"\n"u8);

    /// <summary>A member somewhere in the body, if there is one.</summary>
    public static JsonMember? Pick(byte[] body, Random random) => Pick(body, random, static _ => true);

    /// <summary>A member whose value begins so: the first behind some place in the body.</summary>
    public static JsonMember? Pick(byte[] body, Random random, Func<byte, bool> begins)
    {
        for (int i = 0, start = random.Next(body.Length + 1); i < Tries && From(body, start) is { } member; i++, start = member.NameEnd + 1)
        {
            if (begins(body[member.ValueStart]))
            {
                return member;
            }
        }

        return null;
    }

    private static JsonMember? From(byte[] body, int start)
    {
        var colon = body.AsSpan(start).IndexOf("\":"u8);
        if (colon < 0)
        {
            (start, colon) = (0, body.AsSpan().IndexOf("\":"u8));
        }

        var nameEnd = start + colon;
        var nameStart = colon < 0 ? 0 : body.AsSpan(0, nameEnd).LastIndexOf((byte)'"') + 1;
        if (nameStart <= 0)
        {
            return null;
        }

        var value = nameEnd + 2;
        while (value < body.Length && body[value] == ' ')
        {
            value++;
        }

        return value < body.Length ? new JsonMember(nameStart, nameEnd, value, End(body, value)) : null;
    }

    private static int End(byte[] body, int at)
    {
        var depth = 0;
        do
        {
            switch (body[at])
            {
                case (byte)'"':
                    for (at++; at < body.Length && body[at] != '"'; at++)
                    {
                        at += body[at] == '\\' ? 1 : 0;
                    }

                    at = Math.Min(at + 1, body.Length);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    at++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    at++;
                    break;
                case (byte)',' when depth == 0:
                    return at;
                default:
                    at += Math.Max(body.AsSpan(at).IndexOfAny(Structure), 1);
                    break;
            }
        }
        while (depth > 0 && at < body.Length);

        return Math.Min(at, body.Length);
    }
}
