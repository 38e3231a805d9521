using System.Globalization;
using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Letters of a name are written as escapes, which is the same name.</summary>
internal sealed class EscapedKey : IMutation
{
    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        if (JsonMember.Pick(body, random) is not { } member)
        {
            return body;
        }

        StringBuilder name = new();
        foreach (var letter in body.AsSpan(member.NameStart..member.NameEnd))
        {
            _ = letter < 0x80 && letter != '\\' && random.Next(2) == 0
                ? name.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                : name.Append((char)letter);
        }

        return body.Replace(member.NameStart, member.NameEnd, Encoding.Latin1.GetBytes(name.ToString()));
    });
}
