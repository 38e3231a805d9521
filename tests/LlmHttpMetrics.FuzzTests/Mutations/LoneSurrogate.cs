using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Half a surrogate pair, or an escape that is none, stands in a string.</summary>
internal sealed class LoneSurrogate : IMutation
{
    private static readonly byte[][] Shards =
    [
        .. new[]
        {
            @"\ud83d", @"\ude00", @"\ude00\ud83d", @"\ud83d\ud83d\ude00", @"\udfff", @"\ud800x", @"\u", @"\ud8", @"\", @"\x41", "\"", "\n", "\t",
            "\r\n\r\n", "\u2028"
        }.Select(
            Encoding.UTF8.GetBytes)
    ];

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
        JsonMember.Pick(body, random, static first => first == '"') is { } member
            ? body.Insert(random.Next(member.ValueStart + 1, Math.Max(member.ValueEnd, member.ValueStart + 2)), Shards[random.Next(Shards.Length)])
            : body);
}
