namespace LlmHttpMetrics.TestUtilities;

/// <summary>A background answer, which a later request fetches: https://platform.openai.com/docs/guides/background.</summary>
public static class PromisedAnswers
{
    public const string Queued =
        """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-2025-08-07","output":[],"usage":null}""";

    /// <summary>An answer that costs $2.00, at $1.25 and $10 a million tokens.</summary>
    public const string Completed =
        """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-2025-08-07","output":[],"us"""
        + """age":{"input_tokens":80000,"output_tokens":190000,"total_tokens":270000}}""";

    /// <summary>An answer whose usage never arrives.</summary>
    public const string Failed =
        """{"id":"resp_1","object":"response","status":"failed","error":{"code":"server_error","message":"m"},"model":"gpt-5","output":[],"usage":null}""";

    private const string Url = "https://api.openai.com/v1/responses";

    /// <summary>Asks for the answer, and fetches it twice.</summary>
    public static async Task AskAndFetchAsync(HttpClient http)
    {
        await AskAsync(http);
        await FetchAsync(http);
        await FetchAsync(http);
    }

    public static async Task AskAsync(HttpClient http)
    {
        using var request = WireSamples.Post(Url, """{"model":"gpt-5","input":"Say hi","background":true}""");
        using var response = await http.SendAsync(request);
    }

    public static async Task FetchAsync(HttpClient http)
    {
        using var response = await http.GetAsync(new Uri($"{Url}/resp_1"));
    }
}
