namespace LlmHttpMetrics.Interception;

/// <summary>Associates an attempt with its call: by the request's options, which clones keep, otherwise by the asynchronous flow.</summary>
internal static class ExchangeLink
{
    private const string Name = "LlmHttpMetrics.Exchange";

    private static readonly HttpRequestOptionsKey<LlmExchange> Key = new(Name);
    private static readonly AsyncLocal<LlmExchange?> Flow = new();

    /// <summary>Reading a request's options creates them, so they are only read once a call has been linked.</summary>
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

    /// <summary>Restores the asynchronous flow of the caller, without the call.</summary>
    public static void LeaveFlow(LlmExchange exchange)
    {
        if (exchange.Attempts is not null && Flow.Value == exchange)
        {
            Flow.Value = exchange.Outer;
        }
    }

    /// <summary>Removes the current call, if any, from the flow for a request that is not part of it, such as the request for an access token.</summary>
    /// <returns>The call to pass to <see cref="Return"/>.</returns>
    public static LlmExchange? Hide()
    {
        var around = Flow.Value;
        if (around is not null)
        {
            Flow.Value = null;
        }

        return around;
    }

    /// <summary>Restores what <see cref="Hide"/> removed.</summary>
    public static void Return(LlmExchange? around)
    {
        if (around is not null)
        {
            Flow.Value = around;
        }
    }

    public static void Remove(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(Name);
}
