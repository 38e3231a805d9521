using System.Globalization;

namespace LlmHttpMetrics.Recording;

/// <summary>
/// The limits that providers tell in headers. Several windows may limit one kind, by the minute, the day, the project: the one of which the
/// smaller share is left is published.
/// </summary>
internal static class RateLimitHeaders
{
    /// <summary>More than this is a stand-in for "no limit", which no gauge can show.</summary>
    private const long MaxAmount = 1_000_000_000_000;

    /// <summary>Providers send up to ten; more than these are not looked at.</summary>
    private const int MaxWindows = 24;

    private static readonly (RateLimitKind Kind, string Word)[] Kinds =
    [
        (RateLimitKind.Requests, "requests"),
        (RateLimitKind.Tokens, "tokens"),
        (RateLimitKind.InputTokens, "input_tokens"),
        (RateLimitKind.OutputTokens, "output_tokens"),
    ];

    public static void Record(HttpResponseMessage response, LlmInstruments instruments, TagSet tags)
    {
        Span<RateLimitWindow> windows = stackalloc RateLimitWindow[MaxWindows];
        var count = 0;
        foreach (var header in response.Headers.NonValidated)
        {
            if (RateLimitName.TryRead(header.Key, out var name)
                && long.TryParse(Amount(header.Value.ToString(), name.Parameter), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value is >= 0 and <= MaxAmount)
            {
                Note(windows, ref count, name, value);
            }
        }

        if (count > 0)
        {
            Publish(windows[..count], instruments, tags);
        }
    }

    /// <summary>
    /// The amount without a fraction, and without the policy that Envoy and others put behind it: <c>10, 10;w=60</c>
    /// (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-03).
    /// </summary>
    private static ReadOnlySpan<char> Amount(string value, string? parameter)
    {
        var amount = value.AsSpan();
        if (parameter is not null)
        {
            // The first of several policies; nothing where it lacks the parameter.
            var at = amount.IndexOf(';');
            amount = at < 0 ? [] : amount[at..];
            at = amount.IndexOf(parameter, StringComparison.Ordinal);
            amount = at < 0 ? [] : amount[(at + parameter.Length)..];
        }

        var end = amount.IndexOfAny(",;.");
        return end < 0 ? amount : amount[..end].TrimEnd();
    }

    private static void Note(Span<RateLimitWindow> windows, ref int count, in RateLimitName name, long value)
    {
        var at = 0;
        while (at < count && (windows[at].Kind != name.Kind || windows[at].Window != name.Window))
        {
            at++;
        }

        if (at == windows.Length)
        {
            return;
        }

        if (at == count)
        {
            windows[count++] = new() { Kind = name.Kind, Window = name.Window, Remaining = RateLimitWindow.Unknown, Limit = RateLimitWindow.Unknown };
        }

        if (name.IsRemaining)
        {
            windows[at].Remaining = value;
        }
        else
        {
            windows[at].Limit = value;
        }
    }

    private static void Publish(ReadOnlySpan<RateLimitWindow> windows, LlmInstruments instruments, TagSet tags)
    {
        foreach (var (kind, word) in Kinds)
        {
            var tightest = -1;
            for (var i = 0; i < windows.Length; i++)
            {
                if (windows[i].Kind == kind && (tightest < 0 || windows[i].IsTighterThan(windows[tightest])))
                {
                    tightest = i;
                }
            }

            if (tightest < 0)
            {
                continue;
            }

            if (windows[tightest].Remaining >= 0)
            {
                instruments.RateLimitRemaining.Publish(windows[tightest].Remaining, tags.OwnWith(LlmTagNames.RateLimitKind, word));
            }

            if (windows[tightest].Limit >= 0)
            {
                instruments.RateLimitLimit.Publish(windows[tightest].Limit, tags.OwnWith(LlmTagNames.RateLimitKind, word));
            }
        }
    }
}
