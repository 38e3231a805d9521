using LlmHttpMetrics.Tests.Providers;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>What the headers of limits may hold: amounts are taken, times and nonsense are not.</summary>
public sealed class RateLimitValueTests
{
    private static readonly string[] Names =
    [
        "x-ratelimit-remaining-tokens", "x-ratelimit-limit-requests", "anthropic-ratelimit-input-tokens-remaining", "anthropic-ratelimit-output-tokens-limit",
    ];

    private static readonly string[] TimeNames =
    [
        "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens", "x-ratelimit-reset", "anthropic-ratelimit-requests-reset",
        "anthropic-ratelimit-tokens-reset", "retry-after", "retry-after-ms",
    ];

    [Test]
    public async Task Amount_Sensible_IsTaken([Values("0", "1", "000123", "800000", "1000000000000")] string value)
    {
        var result = await PlayAsync(Names, value);

        Assert.That(RateLimits.Of(result).Count(), Is.EqualTo(Names.Length));
        Assert.That(
            result.Measurements.Where(m => m.Tag(LlmTagNames.RateLimitKind) is not null).Select(m => m.Value),
            Has.All.EqualTo(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task Amount_Absurd_IsLeftOut(
        [Values(
            "",
            "-1",
            "+",
            "many",
            "1.5",
            "1e3",
            "0x10",
            "1,000",
            "1 000",
            "12;w=60",
            "6m0s",
            "NaN",
            "Infinity",
            "9223372036854775807",
            "99999999999999999999",
            "\uFF11")] string value)
    {
        var result = await PlayAsync(Names, value);

        Assert.That(RateLimits.Of(result), Is.Empty);
        Assert.That(result.Failures, Is.Zero);
    }

    [Test]
    public async Task Time_OfAnyDialect_IsNoAmount(
        [Values(
            "6m0s",
            "1s",
            "20ms",
            "2m59.56s",
            "1h30m",
            "59",
            "2026-03-01T12:00:27Z",
            "2026-03-01T12:00:01+02:00",
            "Sun, 01 Mar 2026 12:00:00 GMT")] string value)
    {
        var result = await PlayAsync(TimeNames, value);

        Assert.That(RateLimits.Of(result), Is.Empty);
        Assert.That(result.Failures, Is.Zero);
    }

    [Test]
    public async Task Header_SentTwice_IsLeftOut()
    {
        WireCase answer = new("twice", WireSamples.ChatAnswer) { Headers = [("x-ratelimit-limit-tokens", "1"), ("x-ratelimit-limit-tokens", "2")] };

        Assert.That(RateLimits.Of(await answer.PlayAsync(Delivery.Whole, sync: false)), Is.Empty);
    }

    private static Task<WireResult> PlayAsync(string[] names, string value) =>
        new WireCase(value, WireSamples.ChatAnswer) { Headers = [.. names.Select(name => (name, value))] }.PlayAsync(Delivery.Whole, sync: false);
}
