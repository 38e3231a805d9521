using System.Globalization;
using LlmHttpMetrics.MockProviders.Serving;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The headers of OpenAI and Azure.</summary>
internal static class OpenAiHeaders
{
    public static void Write(ReplyPlan plan, IHeaderDictionary headers)
    {
        headers["x-request-id"] = plan.NewId("req_", 32);
        if (plan.Request.Provider == MockProvider.AzureOpenAi)
        {
            headers["apim-request-id"] = plan.NewId("", 32);
            headers["x-ms-region"] = "West Europe";
        }
        else
        {
            headers["openai-processing-ms"] = "17";
            headers["openai-version"] = "2020-10-01";
        }

        if (plan.Reply.RateLimits is { } limits)
        {
            Limit(headers, "requests", limits.RequestLimit, limits.RequestsRemaining, limits.Reset);
            Limit(headers, "tokens", limits.TokenLimit, limits.TokensRemaining, limits.Reset);
        }
    }

    private static void Limit(IHeaderDictionary headers, string kind, long? limit, long? remaining, TimeSpan reset)
    {
        if (limit is { } allowed)
        {
            headers["x-ratelimit-limit-" + kind] = allowed.ToString(CultureInfo.InvariantCulture);
        }

        if (remaining is { } left)
        {
            headers["x-ratelimit-remaining-" + kind] = left.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-reset-" + kind] = Duration(reset);
        }
    }

    // Durations are written like OpenAI's: 12ms, 1.5s, 6m0s.
    private static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes}m{time.Seconds}s"),
    };
}
