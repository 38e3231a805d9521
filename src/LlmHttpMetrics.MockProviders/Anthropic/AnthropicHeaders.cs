using System.Globalization;
using LlmHttpMetrics.MockProviders.Serving;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>Anthropic's headers.</summary>
internal static class AnthropicHeaders
{
    public static void Write(ReplyPlan plan, IHeaderDictionary headers)
    {
        headers["request-id"] = plan.NewId("req_011", 21);
        if (plan.Reply.RateLimits is { } limits)
        {
            var reset = (plan.Now + limits.Reset).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            Limit(headers, "requests", limits.RequestLimit, limits.RequestsRemaining, reset);
            Limit(headers, "tokens", limits.TokenLimit, limits.TokensRemaining, reset);
            Limit(headers, "input-tokens", limits.InputTokenLimit, limits.InputTokensRemaining, reset);
            Limit(headers, "output-tokens", limits.OutputTokenLimit, limits.OutputTokensRemaining, reset);
        }
    }

    private static void Limit(IHeaderDictionary headers, string kind, long? limit, long? remaining, string reset)
    {
        var prefix = "anthropic-ratelimit-" + kind;
        if (limit is { } allowed)
        {
            headers[prefix + "-limit"] = allowed.ToString(CultureInfo.InvariantCulture);
        }

        if (remaining is { } left)
        {
            headers[prefix + "-remaining"] = left.ToString(CultureInfo.InvariantCulture);
            headers[prefix + "-reset"] = reset;
        }
    }
}
