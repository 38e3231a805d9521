using LlmHttpMetrics.Tests.Providers.Google;
using LlmHttpMetrics.Tests.Providers.Ollama;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>Answers that never end, each in another part of its grammar: what is held does not grow with them.</summary>
public sealed class EndlessBodyTests
{
    private const int Read = 2 * 1024 * 1024;

    /// <summary>The contract's bound for one call.</summary>
    private const int MostHeld = 64 * 1024;

    private static readonly (string Name, string Start, string Again)[] Bodies =
    [
        ("white space", "", " \n"),
        ("opaque", "<html>", "x"),
        ("text", "{\"choices\":[{\"message\":{\"content\":\"", "Hi 🙂 "),
        ("escapes", "{\"choices\":[{\"message\":{\"content\":\"", "\\n\\u00e9\\ud83d"),
        ("id", "{\"id\":\"", "x"),
        ("name", "{\"", "x"),
        ("escaped name", "{\"\\", "\\\\"),
        ("number", "{\"usage\":{\"prompt_tokens\":", "9"),
        ("nesting where choices are", "{\"choices\":", "[{\"message\":"),
        ("nesting where nobody looks", "{\"x\":", "[{\"x\":"),
        ("choices", "{\"choices\":[", "{\"index\":1,\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"},"),
        ("after its end", "{}", "x"),
        ("field name", "d", "d"),
        ("comment", ":", "x"),
        ("event name", "event: ", "x"),
        ("data", "data: ", "x"),
        ("text of an event", "data: {\"choices\":[{\"delta\":{\"content\":\"", "Hi"),
        ("text before its index, which never comes", "data: {\"choices\":[{\"delta\":{\"content\":\"\"", ",\"content\":\"Hi\""),
        ("data lines", "data: {\"choices\":[", "\ndata: {\"delta\":{\"content\":\"Hi\"}},"),
        ("events", "data: {}\n\n", "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n"),
        (
            "tool calls",
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[",
            "{\"index\":1,\"id\":\"a\",\"function\":{\"arguments\":\"{\"}},{\"index\":1,\"id\":\"b\"},"),
        ("pings", "data: {}\n\n", ": ping\n\n"),
    ];

    private static readonly (string Name, WireCase Like, string Start, string Again)[] OtherBodies =
    [
        ("lines", OllamaBodies.ChatStream, "{}\n", OllamaBodies.Text),
        ("one line", OllamaBodies.ChatStream, "{\"message\":{\"content\":\"", "Hi"),
        ("what follows a line's document", OllamaBodies.ChatStream, "{}", "{}"),
        ("elements", GeminiBodies.Array, "[{}", ",{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}\n"),
        ("text before the word that says it is a thought", GeminiBodies.Array, "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"", "Hi"),
        ("parts", GeminiBodies.Array, "[{\"candidates\":[{\"content\":{\"parts\":[", "{\"text\":\"Hi\",\"thought\":true},{\"text\":\"Hi\"},"),
        ("modalities", GeminiBodies.Array, "[{\"usageMetadata\":{\"promptTokensDetails\":[", "{\"tokenCount\":1,\"modality\":\"TEXT\"},"),
    ];

    public static IEnumerable<TestCaseData> Cases =>
    [
        .. Bodies.Select(body => new TestCaseData(WireBodies.Chat, body.Start, body.Again).SetArgDisplayNames(body.Name)),
        .. OtherBodies.Select(body => new TestCaseData(body.Like, body.Start, body.Again).SetArgDisplayNames(body.Name)),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task Body_Endless_HoldsLittleAndIsRecordedOnce(WireCase like, string start, string again)
    {
        EndlessStream network = new(start, again, long.MaxValue);
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Stream(network)), listenTo: name => name is LlmInstrumentNames.Requests or LlmInstrumentNames.MeasurementFailures);
        using var response = await client.Http.SendAsync(WireSamples.Post(like.Url, like.Request), HttpCompletionOption.ResponseHeadersRead);
        using var stream = response.Content.ReadAsStream();
        var buffer = new byte[10_007];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var same = true;
        for (long position = 0; position < Read;)
        {
            var count = stream.Read(buffer);
            same &= IsSame(network, position, buffer.AsSpan(0, count));
            position += count;
        }

        var held = GC.GetAllocatedBytesForCurrentThread() - before;
        stream.Dispose();

        Assert.That(same, Is.True, "the caller's bytes");
        Assert.That(held, Is.LessThan(MostHeld));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    private static bool IsSame(EndlessStream network, long position, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b != network.At(position++))
            {
                return false;
            }
        }

        return true;
    }
}
