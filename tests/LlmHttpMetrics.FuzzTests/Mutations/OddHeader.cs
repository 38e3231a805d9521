using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Headers that no specification allows: figures that are none, lengths that lie, thousands of characters.</summary>
internal sealed class OddHeader : IMutation
{
    private static readonly string[] Names =
    [
        "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens",
        "anthropic-ratelimit-requests-remaining",
        "anthropic-ratelimit-input-tokens-limit", "anthropic-ratelimit-output-tokens-remaining", "retry-after", "x-amzn-bedrock-input-token-count",
        "x-amzn-bedrock-output-token-count",
        "x-amzn-errortype", "x-request-id", "content-length", "content-type", "transfer-encoding", "content-language", "date", "etag",
    ];

    private static readonly string[] Values =
    [
        "", " ", "-1", "1.5", "1e9", "99999999999999999999", "9223372036854775807", "NaN", "0", "00", "+3", "3 requests", "٣", "0x1F", "true", "1, 2",
        "ValidationException:http://x/", "\"", ";", "é\u0001", "gzip",
    ];

    public Exchange Apply(Exchange exchange, Random random)
    {
        for (var headers = random.Next(1, 5); headers > 0; headers--)
        {
            var value = random.Next(8) == 0 ? new string('9', random.Length(4, 14)) : Values[random.Next(Values.Length)];
            exchange = exchange.WithHeader(Names[random.Next(Names.Length)], value);
        }

        return exchange;
    }
}
