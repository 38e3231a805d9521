using WebApi.Providers;

namespace WebApi.Traffic;

/// <summary>The mix of calls.</summary>
internal static class TrafficCalls
{
    private static readonly string[] Messages =
    [
        "Which model answers sooner?",
        "Summarise the minutes of yesterday's meeting in three sentences, and name who is to do what by when.",
        "Translate this sentence into Portuguese: the train is late because of the snow.",
        "Write a friendly answer to a customer whose parcel has been lost, and offer a new one.",
        "What is the difference between a histogram and a summary?",
    ];

    // Each call occurs as often as it is listed. Those of gpt-4.1 are streamed without requesting usage, as many clients do.
    private static readonly ProviderCall[] All =
    [
        .. Often(6, "openai", "gpt-4o-mini"),
        .. Often(3, "openai", "gpt-4.1", asksForUsage: false),
        .. Often(2, "openai", "gpt-5-mini"),
        .. Often(1, "openai", "gpt-5-mini", streams: false),
        .. Often(3, "anthropic", "claude-sonnet-4-5"),
        .. Often(3, "anthropic", "claude-haiku-4-5"),
        .. Often(4, "gemini", "gemini-2.5-flash"),
        .. Often(2, "mistral", "mistral-small-2603"),
        .. Often(1, "mistral", "mistral-small-2603", streams: false),
        .. Often(2, "house", "house-writer"),
        .. Often(1, "house", "house-large"),
    ];

    public static ProviderCall Next()
    {
        var call = Random.Shared.GetItems(All, 1)[0];
        var instructions = Notes.Of(ModelProfile.Of(call.Model).CachedTokens);
        var notes = Notes.Of(Random.Shared.Next(50, 1_200));
        return call with { Message = $"{instructions} {Random.Shared.GetItems(Messages, 1)[0]}\n\n{notes}".TrimStart() };
    }

    private static IEnumerable<ProviderCall> Often(int times, string provider, string model, bool streams = true, bool asksForUsage = true) =>
        Enumerable.Repeat(new ProviderCall(provider, model, Message: "", streams, asksForUsage), times);
}
