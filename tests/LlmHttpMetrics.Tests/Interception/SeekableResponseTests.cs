namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A body in memory can be read again; it is looked at once.</summary>
public sealed class SeekableResponseTests
{
    [Test]
    public async Task Body_ReadTwice_IsRecordedOnce()
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(Wire.Post(), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();

        for (var round = 0; round < 2; round++)
        {
            stream.Position = 0;
            using StreamReader reader = new(stream, leaveOpen: true);
            Assert.That(await reader.ReadToEndAsync(), Is.EqualTo(Wire.ChatAnswer));
        }

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    [Test]
    public async Task Body_ReadInPartThenFromTheStart_IsReadOnce()
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(Wire.Post(), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        stream.ReadExactly(new byte[60]);
        stream.Seek(0, SeekOrigin.Begin);

        using MemoryStream all = new();
        await stream.CopyToAsync(all);

        Assert.That(all.ToArray(), Is.EqualTo(Wire.Bytes(Wire.ChatAnswer)));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That((await client.EventAsync()).ResponseBytes, Is.EqualTo(all.Length));
    }

    [Test]
    public async Task Body_ReadInPiecesThatOverlap_IsReadOnce([Values] bool sync)
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(Wire.Post(), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[20];
        for (var position = 0; position < stream.Length + buffer.Length; position += 13)
        {
            stream.Position = Math.Min(position, stream.Length);
            _ = sync ? stream.Read(buffer) : await stream.ReadAsync(buffer);
        }

        Assert.That((client.Outcome, client.Recorder.Sum(LlmInstrumentNames.Tokens)), Is.EqualTo((LlmOutcomes.Completed, 18d)));
        Assert.That((await client.EventAsync()).ResponseBytes, Is.EqualTo(stream.Length));
    }

    [Test]
    public async Task Body_CallerSkipsAhead_IsNotMisread()
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(Wire.Post(), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        stream.Position = 40;

        using StreamReader reader = new(stream);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo(System.Text.Encoding.UTF8.GetString(Wire.Bytes(Wire.ChatAnswer)[40..])));

        Assert.That(client.Recorder.Only(LlmInstrumentNames.Requests).Value, Is.EqualTo(1));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Tokens), Is.Empty);
    }

    [Test]
    public async Task Stream_OfMemory_KeepsItsAbilities()
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(Wire.Post(), HttpCompletionOption.ResponseHeadersRead);

        var stream = await response.Content.ReadAsStreamAsync();

        Assert.That((stream.CanRead, stream.CanSeek, stream.CanWrite, stream.CanTimeout), Is.EqualTo((true, true, false, false)));
        Assert.That(stream.Length, Is.EqualTo(Wire.Bytes(Wire.ChatAnswer).Length));
        Assert.That(() => stream.Write([1]), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => stream.ReadTimeout, Throws.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public async Task Stream_OfContent_IsTheSameEachTime()
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(Wire.Post(), HttpCompletionOption.ResponseHeadersRead);

        var first = await response.Content.ReadAsStreamAsync();
        var second = await response.Content.ReadAsStreamAsync();

        Assert.That(second, Is.SameAs(first));
    }

    private static MonitoredClient Client() => new(_ => new HttpResponseMessage { Content = Wire.Json(Wire.ChatAnswer) });
}
