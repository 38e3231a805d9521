using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A number is gigantic, negative, fractional, none, or a string.</summary>
internal sealed class OddNumber : IMutation
{
    private static readonly string[] Numbers =
    [
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "2147483648", "-1", "-0", "0.5", "1e3",
        "1E+400", "-1e308", "1e-400", "0.1e1",
        "12.0", "00012", "+7", ".5", "1.", "1e", "-", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "\"7\"", "\"-7\"", "\"1e9\"", "\"\"",
        "\"seven\"", "٧", "true",
    ];

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        var number = random.Next(8) == 0 ? new string((char)('0' + random.Next(10)), random.Length(4, 12)) : Numbers[random.Next(Numbers.Length)];
        return JsonMember.Pick(body, random, static first => first is >= (byte)'0' and <= (byte)'9') is { } member
            ? body.Replace(member.ValueStart, member.ValueEnd, Encoding.UTF8.GetBytes(number))
            : body;
    });
}
