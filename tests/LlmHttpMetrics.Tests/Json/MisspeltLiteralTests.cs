using LlmHttpMetrics.Tests.Reading;
namespace LlmHttpMetrics.Tests.Json;

/// <summary>A literal that is none is read alike however the network cuts it.</summary>
public sealed class MisspeltLiteralTests
{
    [Test]
    public async Task Literal_Misspelt_ReadAlikeOverAnySplit([Values("nul", "nullx", "t", "truest", "tr-1ue", "n\"", "true\"x\"", "nu ll")] string literal)
    {
        WireCase answer = new(literal, WireSamples.ChatAnswer.Replace("\"index\":0", $"\"x\":{literal},\"index\":0", StringComparison.Ordinal));

        var whole = await answer.PlayAsync(Delivery.Whole, sync: true);

        Assert.That((await answer.PlayAsync(Delivery.ByteByByte, sync: true)).Record, Is.EqualTo(whole.Record));
        Assert.That((await answer.PlayAsync(Delivery.SeededPieces, sync: true)).Record, Is.EqualTo(whole.Record));
        Assert.That(whole.Failures, Is.Zero);
    }
}
