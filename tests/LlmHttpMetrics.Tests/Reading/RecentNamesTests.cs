using System.Globalization;
using System.Text;
using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>A body may have a new name for a field in every event; the cost of that is limited.</summary>
public sealed class RecentNamesTests
{
    private const int Names = 10_000;

    [Test]
    public void Of_OtherNamesInOneBody_AllocatesForTheFirstOnly()
    {
        var names = new RecentNames(fields: 1);
        byte[][] others = [.. Enumerable.Range(0, Names).Select(i => Encoding.UTF8.GetBytes($"recent-names-{i}"))];

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var name in others)
        {
            _ = names.Of(0, name);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8 * 1024));
    }

    [Test]
    public void Of_NameInTheNextBody_IsThatName()
    {
        var names = new RecentNames(fields: 2);
        for (var i = 0; i < Names; i++)
        {
            _ = names.Of(0, Encoding.UTF8.GetBytes($"former-{i}"));
        }

        Assert.That(names.Of(1, "another-field"u8).Text, Is.EqualTo("another-field"));
        names.Begin();
        Assert.That(names.Of(0, "next-body"u8).Text, Is.EqualTo("next-body"));
    }

    [Test]
    public async Task Stream_OfAnotherFinishReasonInEachEvent_IsReadAndAllocatesLittle()
    {
        StringBuilder body = new();
        for (var i = 0; i < Names; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $"data: {{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"Hi\"}},"
                + $"\"finish_reason\":\"reason-{i}\"}}]}}\n\n");
        }

        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Stream(new MemoryStream(WireSamples.Bytes(body + "data: [DONE]\n\n")), "text/event-stream")),
            listenTo: name => name is LlmInstrumentNames.Requests or LlmInstrumentNames.MeasurementFailures);
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        using var stream = response.Content.ReadAsStream();
        var buffer = new byte[4096];

        var before = GC.GetAllocatedBytesForCurrentThread();
        while (stream.Read(buffer) > 0)
        {
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 * 1024));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }
}
