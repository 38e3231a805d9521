using System.Globalization;

namespace LlmHttpMetrics.Tests.Counting.Learning;

/// <summary>Calls with a given number of words to a model without a tokenizer.</summary>
internal static class LearningCalls
{
    public static StubHandler Network(Func<int, string?> usage) => new(request =>
    {
        var words = int.Parse(request.Headers.GetValues("x-words").Single(), CultureInfo.InvariantCulture);
        var reported = usage(words) is { } figures ? $$""","usage":{{figures}}""" : "";
        return WireSamples.Trickle(
            $$"""{"id":"c","model":"acme-1","choices":[{"index":0,"message":{"role":"assistant","content":"{{Words(words)}}"}"""
                + $$""","finish_reason":"stop"}]{{reported}}}""");
    });

    /// <summary>Twice our input, frame included, and ten more; our output and three more.</summary>
    public static string Usage(int words) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"prompt_tokens":{{(2 * (words + 7)) + 10}},"completion_tokens":{{words + 3}}}""");

    public static async Task SendAsync(HttpClient client, int words)
    {
        using var request = WireSamples.Post(json: $$"""{"model":"acme-1","messages":[{"role":"user","content":"{{Words(words)}}"}]}""");
        request.Headers.Add("x-words", words.ToString(CultureInfo.InvariantCulture));
        using var response = await client.SendAsync(request);
    }

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));
}
