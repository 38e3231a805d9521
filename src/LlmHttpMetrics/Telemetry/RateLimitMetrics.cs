using System.Diagnostics.Metrics;
using System.Globalization;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// The rate limits in the headers of providers. Several windows can limit one kind, per minute, per day, per project: the one with the smallest
/// remaining share is published.
/// </summary>
internal sealed class RateLimitMetrics(Meter meter) : ICallConsumer
{
    /// <summary>Larger values are a placeholder for "no limit", which a gauge cannot show.</summary>
    private const long MaxAmount = 1_000_000_000_000;

    /// <summary>Providers send up to ten; any beyond this number are ignored.</summary>
    private const int MaxWindows = 24;

    private static readonly (RateLimitKind Kind, string Word)[] Kinds =
    [
        (RateLimitKind.Requests, "requests"),
        (RateLimitKind.Tokens, "tokens"),
        (RateLimitKind.InputTokens, "input_tokens"),
        (RateLimitKind.OutputTokens, "output_tokens"),
    ];

    private readonly Gauge<long> _remaining =
        meter.CreateGauge<long>(LlmInstrumentNames.RateLimitRemaining, description: "Remaining amount of a rate limit, from the provider's headers.");

    private readonly Gauge<long> _limit = meter.CreateGauge<long>(LlmInstrumentNames.RateLimitLimit, description: "Rate limit, from the provider's headers.");

    public bool IsEnabled => _remaining.Enabled || _limit.Enabled;

    public void Completed(in CompletedCall call)
    {
        if (call.Record.HttpResponse is { } response && IsEnabled)
        {
            Record(response, call.Record.Tags);
        }
    }

    private void Record(HttpResponseMessage response, TagSet tags)
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
            Publish(windows[..count], tags);
        }
    }

    /// <summary>
    /// Finds the amount: the whole value, the parameter that holds it, or what Envoy and others put before the policies, <c>10, 10;w=60</c>
    /// (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-03).
    /// </summary>
    private static ReadOnlySpan<char> Amount(string value, string? parameter)
    {
        if (parameter is not null)
        {
            return OfParameter(value, parameter);
        }

        var comma = value.IndexOf(',');
        return comma >= 0 && value.IndexOf(';') > comma ? value.AsSpan(0, comma) : value;
    }

    /// <summary>A parameter of the first policy; empty if it has none of this name.</summary>
    private static ReadOnlySpan<char> OfParameter(ReadOnlySpan<char> value, string parameter)
    {
        var policy = value.IndexOf(',') is var comma and >= 0 ? value[..comma] : value;
        var parameters = policy.IndexOf(';') is var first and >= 0 ? policy[first..] : [];
        var at = parameters.IndexOf(parameter, StringComparison.Ordinal);
        var amount = at < 0 ? [] : parameters[(at + parameter.Length)..];
        return amount.IndexOf(';') is var end and >= 0 ? amount[..end] : amount;
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

    private void Publish(ReadOnlySpan<RateLimitWindow> windows, TagSet tags)
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
                _remaining.Publish(windows[tightest].Remaining, tags.OwnWith(LlmTagNames.RateLimitKind, word));
            }

            if (windows[tightest].Limit >= 0)
            {
                _limit.Publish(windows[tightest].Limit, tags.OwnWith(LlmTagNames.RateLimitKind, word));
            }
        }
    }
}
