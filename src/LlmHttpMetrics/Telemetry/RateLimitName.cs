namespace LlmHttpMetrics.Telemetry;

/// <summary>The parsed name of a rate limit header, such as <c>x-ratelimit-remaining-tokens-minute</c>.</summary>
/// <param name="Kind">What is limited.</param>
/// <param name="IsRemaining">Whether the header holds the remaining amount, otherwise the limit itself.</param>
/// <param name="Window">Distinguishes windows and scopes of one kind: a hash of the words that name them.</param>
internal readonly record struct RateLimitName(RateLimitKind Kind, bool IsRemaining, int Window)
{
    /// <summary>
    /// The prefix of the amount in a value of several parts: <c>"default";r=50;t=30</c>, in the later draft of the IETF
    /// (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/). Null if the value is the amount.
    /// </summary>
    public string? Parameter { get; init; }

    /// <summary>
    /// The prefixes of such names, and what they limit if no other word says so: OpenAI and compatible services, Anthropic with its tiers
    /// (https://docs.anthropic.com/en/api/rate-limits, /service-tiers, fast mode), Together (<c>x-tokenlimit-</c>), Mistral's older names, Cohere's
    /// for trial keys (<c>x-trial-endpoint-call-</c>), and the IETF draft as implemented by Replicate.
    /// </summary>
    private static readonly (string Start, RateLimitKind Kind)[] Starts =
    [
        ("x-ratelimit-", RateLimitKind.Requests),
        ("anthropic-ratelimit-", RateLimitKind.Requests),
        ("anthropic-priority-", RateLimitKind.None),
        ("anthropic-fast-", RateLimitKind.None),
        ("ratelimit-", RateLimitKind.Requests),
        ("x-rate-limit-", RateLimitKind.Requests),
        ("x-tokenlimit-", RateLimitKind.Tokens),
        ("x-ratelimitbysize-", RateLimitKind.Tokens),
        ("ratelimitbysize-", RateLimitKind.Tokens),
        ("x-trial-endpoint-call-", RateLimitKind.Requests),
        ("x-endpoint-monthly-call-", RateLimitKind.Requests),
    ];

    /// <summary>
    /// Words that distinguish windows and scopes of one limit, including those of LiteLLM's proxy. Any other word means a limit on something else:
    /// images, audio, pages.
    /// </summary>
    private static readonly string[] WindowWords =
    [
        "second", "minute", "hour", "day", "week", "month", "project", "usage", "based",
        "api", "key", "user", "team", "member", "end", "organization", "model", "per",
    ];

    /// <summary>The prefix that LiteLLM's proxy adds to the headers that it forwards: https://docs.litellm.ai/docs/proxy/response_headers.</summary>
    private const string OfUpstream = "llm_provider-";

    /// <summary>Parses a name; false if the header is not a rate limit, or is the time of a reset.</summary>
    public static bool TryRead(string name, out RateLimitName read)
    {
        read = default;
        var isUpstreams = name.StartsWith(OfUpstream, StringComparison.OrdinalIgnoreCase);
        var words = name.AsSpan(isUpstreams ? OfUpstream.Length : 0);
        if (Is(words, "ratelimit") || Is(words, "ratelimit-policy"))
        {
            var isRemaining = words.Length == "ratelimit".Length;
            read = new(RateLimitKind.Requests, isRemaining, Starts.Length) { Parameter = isRemaining ? "r=" : "q=" };
            return true;
        }

        var first = words.IsEmpty ? default : char.ToLowerInvariant(words[0]);
        for (var i = 0; i < Starts.Length; i++)
        {
            // Most headers of an answer are not rate limits, and differ in the first letter.
            var (start, kind) = Starts[i];
            if (start[0] == first && words.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return TryRead(words[start.Length..], kind, isUpstreams ? -1 - i : i, out read);
            }
        }

        return false;
    }

    private static bool TryRead(ReadOnlySpan<char> words, RateLimitKind kind, int window, out RateLimitName read)
    {
        read = default;
        var (hasDirection, isRemaining, side) = (false, false, RateLimitKind.None);
        while (!words.IsEmpty)
        {
            var end = words.IndexOfAny('-', '_');
            var word = end < 0 ? words : words[..end];
            words = end < 0 ? [] : words[(end + 1)..];
            if (Is(word, "remaining") || Is(word, "limit"))
            {
                if (hasDirection)
                {
                    return false;
                }

                hasDirection = true;
                isRemaining = Is(word, "remaining");
            }
            else if (Is(word, "requests") || Is(word, "req"))
            {
                kind = RateLimitKind.Requests;
            }
            else if (Is(word, "tokens"))
            {
                kind = RateLimitKind.Tokens;
            }
            else if (Side(word) is var known and not RateLimitKind.None)
            {
                side = known;
            }
            else if (IsWindow(word))
            {
                window = HashCode.Combine(window, string.GetHashCode(word, StringComparison.OrdinalIgnoreCase));
            }
            else
            {
                return false;
            }
        }

        if (side != RateLimitKind.None)
        {
            kind = kind == RateLimitKind.Tokens ? side : RateLimitKind.None;
        }

        read = new(kind, isRemaining, window);
        return hasDirection && kind != RateLimitKind.None;
    }

    /// <summary>Fireworks uses the words prompt and generated: https://docs.fireworks.ai/serverless/rate-limits.</summary>
    private static RateLimitKind Side(ReadOnlySpan<char> word) =>
        Is(word, "input") || Is(word, "prompt") ? RateLimitKind.InputTokens
        : Is(word, "output") || Is(word, "generated") || Is(word, "completion") ? RateLimitKind.OutputTokens
        : RateLimitKind.None;

    /// <summary>A number is part of a window: Mistral's <c>-req-10-second</c>.</summary>
    private static bool IsWindow(ReadOnlySpan<char> word)
    {
        foreach (var known in WindowWords)
        {
            if (Is(word, known))
            {
                return true;
            }
        }

        return !word.IsEmpty && !word.ContainsAnyExceptInRange('0', '9');
    }

    private static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
}
