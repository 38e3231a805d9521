using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Custom;

/// <summary>Built-in formats written down in configuration measure what the built-in ones do, over every recorded exchange.</summary>
[TestFixture]
public sealed class CustomWireTests
{
    private static readonly string[] Volatile =
    [
        nameof(LlmEvent.Id), nameof(LlmEvent.TraceId), nameof(LlmEvent.SpanId), nameof(LlmEvent.Timestamp), nameof(LlmEvent.Duration), nameof(LlmEvent.TimeToFirstToken), nameof(LlmEvent.TimeToFirstAnswer),
        nameof(LlmEvent.TimePerOutputToken), nameof(LlmEvent.LongestStall),
    ];

    [Test]
    public async Task Record_OfAFormatInConfiguration_IsTheBuiltInOnes([Values("openai.chat", "anthropic")] string wire, [Values] Split split)
    {
        var records = Corpus.Of(wire);
        var differences = new List<string>();
        await using var ours = new Bench();
        await using var written = new Bench(CustomWire.Configuration(wire, records));
        for (var i = 0; i < records.Count; i++)
        {
            var unchanged = await Replay.RunAsync(ours, records[i], split, i) & await Replay.RunAsync(written, records[i], split, i);
            Compare("bytes", "True", $"{unchanged}");
            Compare("format", $"{records[i].Provider}.chat", written.Events.SingleOrDefault()?.WireFormat);
            Compare("event", Record(ours), Record(written));
            Compare("measured", Measured(ours), Measured(written));
            Compare("text", ours.Answer.Sha256, written.Answer.Sha256);

            void Compare(string what, string? expected, string? actual)
            {
                if (expected != actual)
                {
                    differences.Add($"{records[i]} {what}:{Environment.NewLine}{expected}{Environment.NewLine}{actual}");
                }
            }
        }

        TestContext.Out.WriteLine($"{wire}, {split}: {records.Count} records, {differences.Count} differences");
        Assert.That(records, Is.Not.Empty);
        Assert.That(differences, Is.Empty, string.Join(Environment.NewLine, differences));
    }

    private static string Record(Bench bench)
    {
        var record = JsonSerializer.SerializeToNode(bench.Events.Single())!.AsObject();
        foreach (var name in Volatile.Append(nameof(LlmEvent.WireFormat)))
        {
            record.Remove(name);
        }

        return record.ToJsonString();
    }

    /// <summary>What was counted, and how often what was timed.</summary>
    private static string Measured(Bench bench) => string.Join(Environment.NewLine, bench.Measured.Select(measured =>
        $"{measured.Instrument} {(IsTime(measured.Instrument) ? "" : measured.Value)} {string.Join(' ', measured.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}"));

    private static bool IsTime(string instrument) =>
        instrument.Contains("duration", StringComparison.Ordinal) || instrument.Contains("time_", StringComparison.Ordinal) || instrument == LlmInstrumentNames.LongestStall;
}
