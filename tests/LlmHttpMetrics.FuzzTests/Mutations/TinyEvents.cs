using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Thousands of events that say little or nothing stand among the others.</summary>
internal sealed class TinyEvents : IMutation
{
    private const int FewestBits = 3;
    private const int MostBits = 13;

    private static readonly byte[][] Events =
    [
        .. new[]
        {
            "\n", "\r", "\r\n", ":\n", ": ping\n\n", "data:\n\n", "data: {}\n\n", "data\n\n", "event: x\n", "id: 1\n\n", "retry: 1\n\n", "{}\n",
            "{},", "[],", "null\n", "data: [DONE]\n\n", "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
        }
            .Select(Encoding.UTF8.GetBytes),
        AwsFrames.Make([], [], length: null), AwsFrames.Event("ping", "{}"), AwsFrames.Chunk("{}"),
    ];

    public Exchange Apply(Exchange exchange, Random random)
    {
        var tiny = Events[random.Next(Events.Length)];
        byte[] many = [.. Enumerable.Repeat(tiny, random.Length(FewestBits, MostBits)).SelectMany(copy => copy)];
        return exchange with { Response = exchange.Response.Insert(Boundary(exchange.Response, random), many) };
    }

    /// <summary>Mostly behind an empty line or between frames.</summary>
    private static int Boundary(byte[] body, Random random)
    {
        if (EventFrames.Split(body) is { Count: > 0 } frames)
        {
            return EventFrames.Join(frames.Take(random.Next(frames.Count + 1))).Length;
        }

        var from = random.Next(body.Length + 1);
        var line = body.AsSpan(from).IndexOf((byte)'\n');
        return line < 0 ? from : Math.Min(from + line + 2, body.Length);
    }
}
