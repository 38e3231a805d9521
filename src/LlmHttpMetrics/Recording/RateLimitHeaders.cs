using System.Globalization;

namespace LlmHttpMetrics.Recording;

/// <summary>
/// The limits that providers tell in headers: OpenAI and those who follow it (<c>x-ratelimit-remaining-requests</c>), Azure
/// (the same, with <c>-tokens</c> and <c>-requests</c>), Anthropic (<c>anthropic-ratelimit-input-tokens-remaining</c>).
/// </summary>
internal static class RateLimitHeaders
{
    private const string OpenAi = "x-ratelimit-";
    private const string Anthropic = "anthropic-ratelimit-";

    /// <summary>More than this is a stand-in for "no limit", which no gauge can show.</summary>
    private const long MaxAmount = 1_000_000_000_000;

    public static void Record(HttpResponseMessage response, LlmInstruments instruments, TagSet tags)
    {
        foreach (var header in response.Headers.NonValidated)
        {
            if (!TryRead(header.Key, out var remaining, out var kind)
                || !long.TryParse(header.Value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                || value is < 0 or > MaxAmount)
            {
                continue;
            }

            (remaining ? instruments.RateLimitRemaining : instruments.RateLimitLimit).Publish(value, tags.OwnWith(LlmTagNames.RateLimitKind, kind));
        }
    }

    private static bool TryRead(string name, out bool remaining, out string? kind)
    {
        kind = null;
        remaining = false;
        if (name.StartsWith(OpenAi, StringComparison.OrdinalIgnoreCase))
        {
            var rest = name.AsSpan(OpenAi.Length);
            remaining = rest.StartsWith("remaining-", StringComparison.OrdinalIgnoreCase);
            if (remaining || rest.StartsWith("limit-", StringComparison.OrdinalIgnoreCase))
            {
                kind = Kind(rest[(rest.IndexOf('-') + 1)..]);
            }
        }
        else if (name.StartsWith(Anthropic, StringComparison.OrdinalIgnoreCase))
        {
            var rest = name.AsSpan(Anthropic.Length);
            remaining = rest.EndsWith("-remaining", StringComparison.OrdinalIgnoreCase);
            if (remaining || rest.EndsWith("-limit", StringComparison.OrdinalIgnoreCase))
            {
                kind = Kind(rest[..rest.LastIndexOf('-')]);
            }
        }

        return kind is not null;
    }

    private static string? Kind(ReadOnlySpan<char> word) =>
        word.Equals("requests", StringComparison.OrdinalIgnoreCase) ? "requests"
        : word.Equals("tokens", StringComparison.OrdinalIgnoreCase) ? "tokens"
        : word.Equals("input-tokens", StringComparison.OrdinalIgnoreCase) ? "input_tokens"
        : word.Equals("output-tokens", StringComparison.OrdinalIgnoreCase) ? "output_tokens"
        : null;
}
