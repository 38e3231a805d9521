using LlmHttpMetrics.Tests.Reading;
namespace LlmHttpMetrics.Tests.Json;

/// <summary>Figures as servers write them, and what is no figure.</summary>
public sealed class FigureTests
{
    [TestCase("11", 11)]
    [TestCase("0", 0)]
    [TestCase("11.0", 11)]
    [TestCase("1.1e1", 11)]
    [TestCase("110E-1", 11)]
    [TestCase("\"11\"", 11)]
    [TestCase("\"\\u0031\\u0031\"", 11)]
    [TestCase("1000000000000", 1e12)]
    [TestCase("11.5", null)]
    [TestCase("-11", null)]
    [TestCase("-0.5", null)]
    [TestCase("1e400", null)]
    [TestCase("1e13", null)]
    [TestCase("9223372036854775807", null)]
    [TestCase("99999999999999999999", null)]
    [TestCase("0x10", null)]
    [TestCase("1_000", null)]
    [TestCase("\"11 \"", null)]
    [TestCase("\"eleven\"", null)]
    [TestCase("\"NaN\"", null)]
    [TestCase("NaN", null)]
    [TestCase("\"Infinity\"", null)]
    [TestCase("\"\"", null)]
    [TestCase("true", null)]
    [TestCase("null", null)]
    [TestCase("[11]", null)]
    [TestCase("{\"total\":11}", null)]
    public async Task Figure_Written_IsTakenOrLeft(string written, double? figure)
    {
        WireCase answer = new(written, WireSamples.ChatAnswer.Replace("\"prompt_tokens\":11", $"\"prompt_tokens\":{written}", StringComparison.Ordinal));
        foreach (var delivery in Enum.GetValues<Delivery>())
        {
            foreach (var sync in new[] { true, false })
            {
                var result = await answer.PlayAsync(delivery, sync);

                Assert.That(result.Tokens, Is.EqualTo((figure, (double?)7)));
                Assert.That((result.Ending.Outcome, result.UsageMissing, result.Failures), Is.EqualTo((LlmOutcomes.Completed, 0d, 0d)));
            }
        }
    }

    [Test]
    public async Task Usage_OfTheWrongType_IsMissing(
        [Values("null", "true", "11", "\"11\"", "[]", "[{\"prompt_tokens\":11}]", "{}", "{\"prompt_tokens\":null}")] string usage)
    {
        foreach (var delivery in Enum.GetValues<Delivery>())
        {
            var result = await new WireCase(usage, $$$"""{"model":"m","choices":[{"finish_reason":"stop"}],"usage":{{{usage}}}}""").PlayAsync(
                delivery, sync: true);

            Assert.That(result.Ending.Outcome, Is.EqualTo(LlmOutcomes.Completed));
            Assert.That((result.Tokens, result.UsageMissing, result.Failures), Is.EqualTo((((double?)null, (double?)null), 1d, 0d)));
        }
    }

    [Test]
    public async Task Figures_Gigantic_AreSummedAndRecordedWithoutOverflow([Values] Delivery delivery)
    {
        var body = WireSamples.MessagesAnswer.Replace(":5,", ":1000000000000,", StringComparison.Ordinal).Replace(
            ":3,", ":1000000000000,", StringComparison.Ordinal);

        var result = await (WireBodies.Messages with { Body = WireSamples.Bytes(body) }).PlayAsync(delivery, sync: true);

        Assert.That(result.Tokens.Input, Is.EqualTo(2_000_000_000_002d));
        Assert.That(result.Measurements.Where(m => m.Instrument == "gen_ai.client.token.usage").Max(
            m => m.Value), Is.EqualTo(int.MaxValue), "a histogram of int");
    }
}
