using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A frame of an event stream has a wrong length, a wrong checksum, headers that are none, or is cut.</summary>
internal sealed class BadFrame : IMutation
{
    private static readonly uint[] Lengths = [0, 1, 15, 16, 17, 1 << 16, 1 << 24, (1 << 24) + 17, int.MaxValue, (uint)int.MaxValue + 1, uint.MaxValue];

    public Exchange Apply(Exchange exchange, Random random)
    {
        var frames = EventFrames.Split(exchange.Response);
        if (frames.Count == 0)
        {
            exchange = ExchangeSet.All.PickEventStream(random);
            frames = EventFrames.Split(exchange.Response);
        }

        var at = random.Next(frames.Count);
        return exchange with
        {
            Response = [.. EventFrames.Join(frames.Take(at)), .. Spoil(frames[at], random), .. EventFrames.Join(frames.Skip(at + 1))],
        };
    }

    private static byte[] Spoil(EventFrame frame, Random random)
    {
        var good = AwsFrames.Make(frame.Headers, frame.Payload);
        switch (random.Next(6))
        {
            case 0:
                return AwsFrames.Make(frame.Headers, frame.Payload, length: Odd(random, good.Length));
            case 1:
                return AwsFrames.Make(frame.Headers, frame.Payload, headersLength: Odd(random, frame.Headers.Length));
            case 2:
                good[random.Next(8, 12)] ^= (byte)random.Next(1, 256);
                return good;
            case 3:
                good[^random.Next(1, 5)] ^= (byte)random.Next(1, 256);
                return good;
            case 4:
                byte[] headers = [.. frame.Headers];
                random.NextBytes(headers.AsSpan(random.Next(headers.Length + 1)));
                return AwsFrames.Make(headers, frame.Payload);
            default:
                return good[..random.Next(good.Length)];
        }
    }

    private static uint Odd(Random random, int length) => random.Next(2) == 0 ? Lengths[random.Next(Lengths.Length)] : (uint)(length + random.Next(-20, 20));
}
