using System.Buffers.Text;
using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>
/// Where a change strikes: mostly the answer, now and then the request; in event streams inside a frame, whose lengths and checksums are made
/// right again.
/// </summary>
internal static class Bodies
{
    private const int OneInRequest = 6;
    private const int OneInRaw = 4;

    private static readonly byte[] Wrapped = "{\"bytes\":\""u8.ToArray();

    public static Exchange Change(Exchange exchange, Random random, Func<byte[], Random, byte[]> change) =>
        exchange.Request.Length > 0 && random.Next(OneInRequest) == 0
            ? exchange with { Request = change(exchange.Request, random) }
            : exchange with { Response = Inside(exchange.Response, random, change) };

    private static byte[] Inside(byte[] body, Random random, Func<byte[], Random, byte[]> change)
    {
        var frames = EventFrames.Split(body);
        if (frames.Count == 0 || random.Next(OneInRaw) == 0)
        {
            return change(body, random);
        }

        var at = random.Next(frames.Count);
        frames[at] = frames[at] with { Payload = InsidePayload(frames[at].Payload, random, change) };
        return EventFrames.Join(frames);
    }

    /// <summary>InvokeModelWithResponseStream wraps each event in Base64.</summary>
    private static byte[] InsidePayload(byte[] payload, Random random, Func<byte[], Random, byte[]> change)
    {
        var end = payload.AsSpan().StartsWith(Wrapped) ? payload.AsSpan(Wrapped.Length).IndexOf((byte)'"') : -1;
        if (end < 0 || random.Next(OneInRaw) == 0)
        {
            return change(payload, random);
        }

        var coded = payload.AsSpan(Wrapped.Length, end);
        if (!Base64.IsValid(coded))
        {
            return change(payload, random);
        }

        var changed = change(Convert.FromBase64String(Encoding.ASCII.GetString(coded)), random);
        return [.. Wrapped, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(changed)), .. payload.AsSpan(Wrapped.Length + end)];
    }
}
