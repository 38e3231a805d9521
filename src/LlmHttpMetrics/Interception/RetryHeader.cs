using System.Globalization;

namespace LlmHttpMetrics.Interception;

/// <summary>The retry count that SDKs generated with Stainless (OpenAI's and Anthropic's for most languages) send with their retries.</summary>
internal static class RetryHeader
{
    private const string Name = "x-stainless-retry-count";

    public static int? Read(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues(Name, out var values)
        && int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
