using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class SseStyleTests : MockServerFixture
{
    [TestCase(SseNewLine.Lf, "\n\n")]
    [TestCase(SseNewLine.CrLf, "\r\n\r\n")]
    [TestCase(SseNewLine.Cr, "\r\r")]
    public async Task NewLine_AnyStyle_EndsEveryEvent(SseNewLine newLine, string separator)
    {
        Server.Reply(new MockReply { Text = "Hello world", Sse = new SseStyle { NewLine = newLine } });

        var body = await (await PostAsync(Ask.MessagesPath, Ask.MessagesStream)).Content.ReadAsStringAsync();

        Assert.That(body.Split(separator)[..^1], Has.Length.EqualTo(StreamEvent.Split(body).Count));
        Assert.That(body.Replace(separator, "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal), Is.EqualTo(newLine != SseNewLine.Cr));
    }

    [Test]
    public async Task Oddities_AllAtOnce_AreOnTheWire()
    {
        Server.Reply(
            new MockReply { Text = "Hello world", Sse = new SseStyle { SpaceAfterColon = false, CommentEvery = 2, ByteOrderMark = true, Padding = 5 } });

        var bytes = await (await PostAsync(Ask.ChatPath, Ask.ChatStream)).Content.ReadAsByteArrayAsync();
        var body = System.Text.Encoding.UTF8.GetString(bytes);

        Assert.That(bytes[..3], Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
        Assert.That(body, Does.Contain("\ndata:{").And.Not.Contain("data: "));
        Assert.That(body.Split(": keep-alive"), Has.Length.EqualTo(4), "before events 1, 3 and 5 of 5");
        Assert.That(body, Does.Contain("}     \n\n").And.Contain("[DONE]     \n\n"));
        Assert.That(StreamEvent.Split(body), Has.Count.EqualTo(5));
    }

    [Test]
    public void Padding_TooMuch_IsRefused() =>
        Assert.That(() => Server.Reply(new MockReply { Sse = new SseStyle { Padding = 70_000 } }), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
