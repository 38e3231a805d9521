using LlmHttpMetrics.MockProviders;

namespace WebApi.Traffic;

/// <summary>The answers of the mock providers: at each model's own speed, mostly successful, and some of them without figures.</summary>
internal static class MockAnswers
{
    private static readonly string[] Sentences =
    [
        "The smaller model answers sooner, and the larger one is right more often.",
        "A cached prompt costs a tenth of a fresh one where the provider offers a cache.",
        "Look at the ninety-fifth percentile rather than at the mean: users remember the slow answers.",
        "Where the answer is streamed, the time until its first word decides how fast the service feels.",
        "Two providers with the same price per token may differ by a factor of two per answer.",
        "Retries hide failures from users and not from the bill.",
        "Reasoning is billed as output, whether it is shown or not.",
        "Begin with one model, measure it for a week, and change one thing at a time.",
    ];

    public static MockReply To(MockRequest request)
    {
        var model = ModelProfile.Of(request.Model ?? "");
        var random = Random.Shared;
        MockReply reply = new()
        {
            Text = string.Join(' ', random.GetItems(Sentences, random.Next(2, 7))),
            CachedTokens = MayBeCached(request, model) && random.Next(2) == 0 ? model.CachedTokens : 0,
            ReasoningTokens = model.ReasoningTokens == 0 ? null : random.Next(model.ReasoningTokens / 2, model.ReasoningTokens),
            SendUsage = model.HasUsage ? SendUsage.WhenAsked : SendUsage.Never,
            DelayToFirstToken = model.FirstToken * (0.6 + (random.NextDouble() * random.NextDouble() * 2.4)),
            DelayBetweenTokens = model.EachToken * (0.7 + (random.NextDouble() * 0.8)),
            Finish = random.Next(40) == 0 ? MockFinish.Length : null,
        };
        return reply with { Fault = random.NextDouble() < model.FaultShare ? random.GetItems(model.Faults, 1)[0] : null };
    }

    /// <summary>The cache holds no more than what was sent: a token is about five bytes of text.</summary>
    private static bool MayBeCached(MockRequest request, ModelProfile model) => request.Body.Length > 5 * model.CachedTokens;
}
