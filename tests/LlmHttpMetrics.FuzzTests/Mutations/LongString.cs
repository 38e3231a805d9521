using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A string, or a name, is thousands of characters long.</summary>
internal sealed class LongString : IMutation
{
    private const int FewestBits = 6;
    private const int MostBits = 17;

    private static readonly byte[][] Fillings =
    [
        .. new[] { "x", "\\n", "\\\\", "\\u00e9", "é", "🙂", "\\ud83d\\ude42", " ", "Hi there. " }.Select(Encoding.UTF8.GetBytes)
    ];

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        if (JsonMember.Pick(body, random, static first => first == '"') is not { } member)
        {
            return body;
        }

        var filling = Fillings[random.Next(Fillings.Length)];
        var text = new byte[random.Length(FewestBits, MostBits) / filling.Length * filling.Length];
        for (var at = 0; at < text.Length; at += filling.Length)
        {
            filling.CopyTo(text, at);
        }

        return body.Insert(random.Next(4) == 0 ? member.NameEnd : member.ValueStart + 1, text);
    });
}
