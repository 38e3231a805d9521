namespace LlmHttpMetrics.Interception;

/// <summary>How an attempt finds its call: by the request's options, which clones keep, else by the asynchronous flow.</summary>
internal static class ExchangeLink
{
    private const string Name = "LlmHttpMetrics.Exchange";

    private static readonly HttpRequestOptionsKey<LlmExchange> Key = new(Name);
    private static readonly AsyncLocal<LlmExchange?> Flow = new();

    public static void Set(HttpRequestMessage request, LlmExchange exchange)
    {
        request.Options.Set(Key, exchange);
        Flow.Value = exchange;
    }

    public static LlmExchange? Find(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var exchange) ? exchange : Flow.Value;

    /// <summary>The flow goes back to the caller without the call in it.</summary>
    public static void LeaveFlow() => Flow.Value = null;

    public static void Remove(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(Name);
}
