using System.Globalization;
using LlmHttpMetrics.MockProviders.Anthropic;
using LlmHttpMetrics.MockProviders.Serving;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>Bedrock's headers: an id, and the usage of <c>InvokeModel</c> if its answer is not streamed.</summary>
internal static class BedrockHeaders
{
    public static void Write(ReplyPlan plan, IHeaderDictionary headers)
    {
        headers["x-amzn-RequestId"] = plan.NewId("", 36);
        if (plan.Reply.Fault is not null || plan.Request.Stream || plan.Request.IsConverse || !plan.SendsUsage)
        {
            return;
        }

        var sent = MessagesUsage.Sent(plan.Figures);
        var written = sent.CacheWrite5m + sent.CacheWrite1h;
        Count(headers, "input-token-count", sent.Input - sent.Cached - written);
        Count(headers, "output-token-count", sent.Output);
        Count(headers, "cache-read-input-token-count", sent.Cached);
        Count(headers, "cache-write-input-token-count", written);
    }

    private static void Count(IHeaderDictionary headers, string name, long? value) =>
        headers["X-Amzn-Bedrock-" + name] = value?.ToString(CultureInfo.InvariantCulture);
}
