namespace LlmHttpMetrics.Interception;

/// <summary>How an attempt finds its call: by the request's options, which clones keep, else by the asynchronous flow.</summary>
internal static class ExchangeLink
{
    private const string Name = "LlmHttpMetrics.Exchange";

    private static readonly HttpRequestOptionsKey<LlmExchange> Key = new(Name);
    private static readonly AsyncLocal<LlmExchange?> Flow = new();

    /// <summary>Looking into a request's options creates them, so nobody looks before there is anything to find.</summary>
    private static bool s_used;

    public static void Set(HttpRequestMessage request, LlmExchange exchange)
    {
        Volatile.Write(ref s_used, true);
        request.Options.Set(Key, exchange);
        exchange.Outer = Flow.Value;
        Flow.Value = exchange;
    }

    public static LlmExchange? Find(HttpRequestMessage request) =>
        !Volatile.Read(ref s_used) ? null : request.Options.TryGetValue(Key, out var exchange) ? exchange : Flow.Value;

    /// <summary>The flow goes back to the caller as it was: without the call in it.</summary>
    public static void LeaveFlow(LlmExchange exchange)
    {
        if (exchange.Attempts is not null && Flow.Value == exchange)
        {
            Flow.Value = exchange.Outer;
        }
    }

    /// <summary>Takes the call around, if any, out of the flow for a request that is not part of it, such as the fetching of a token.</summary>
    /// <returns>What <see cref="Return"/> puts back.</returns>
    public static LlmExchange? Hide()
    {
        var around = Flow.Value;
        if (around is not null)
        {
            Flow.Value = null;
        }

        return around;
    }

    /// <summary>Puts back what <see cref="Hide"/> took out.</summary>
    public static void Return(LlmExchange? around)
    {
        if (around is not null)
        {
            Flow.Value = around;
        }
    }

    public static void Remove(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(Name);
}
