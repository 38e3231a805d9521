using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Custom;

/// <summary>Built-in formats written down in configuration measure what the built-in ones do, over every recorded exchange.</summary>
[TestFixture]
public sealed class CustomWireTests
{
    private static readonly string[] Volatile =
    [
        nameof(LlmEvent.Id), nameof(LlmEvent.TraceId), nameof(LlmEvent.SpanId), nameof(LlmEvent.Timestamp), nameof(LlmEvent.Duration),
        nameof(LlmEvent.TimeToFirstToken), nameof(LlmEvent.TimeToFirstAnswer),
        nameof(LlmEvent.TimePerOutputToken), nameof(LlmEvent.LongestStall),
    ];

    /// <summary>A description does not distinguish hosted tools by kind or map their counts in the usage, so their fees are missing.</summary>
    private static readonly string[] OfTools =
        [
            nameof(LlmEvent.HostedTools), nameof(LlmEvent.HostedToolCalls), nameof(LlmEvent.Cost), nameof(LlmEvent.CostParts),
            nameof(LlmEvent.CostConfidence), nameof(LlmEvent.CostDoubts)
        ];

    /// <summary>Costs that a path to a dollar amount cannot map: one is paid to a gateway and to the provider behind it, two are in x.ai's ticks.</summary>
    private static readonly string[] OtherCosts = ["69570a37feb8", "9bf5ff1b964f", "eb01183a2b3d"];

    /// <summary>Answers with passes of compaction or of an advisor, which the settings cannot map.</summary>
    private static readonly string[] Passes = ["3815193fc04e", "42f606c9d5f1", "86416e33af1f", "9025d0a2f2a6", "c24f4a2e79a4", "d06cc337b2ef", "ff6888700dcd"];

    /// <summary>Its reasoning is an estimate that may be more than the output that contains it, which no configuration says.</summary>
    private const string Estimating = "doubleword";

    [Test]
    public async Task Record_OfAFormatInConfiguration_IsTheBuiltInOnes([Values("openai.chat", "anthropic")] string wire, [Values] Split split)
    {
        var records = Corpus.Of(wire)
            .Where(record => !OtherCosts.Contains(record.Id) && !Passes.Contains(record.Id) && record.Provider != Estimating)
            .ToArray();
        records = split == Split.Bytes ? [.. TestScale.Sample(records, every: 4)] : records;
        var differences = new List<string>();
        await using var ours = new Bench();
        await using var written = new Bench(CustomWire.Configuration(wire, records));
        for (var i = 0; i < records.Length; i++)
        {
            var unchanged = await Replay.RunAsync(ours, records[i], split, i) & await Replay.RunAsync(written, records[i], split, i);
            Compare("bytes", "True", $"{unchanged}");
            Compare("format", $"{records[i].Provider}.chat", written.Events.SingleOrDefault()?.WireFormat);
            var hasTools = ours.Events.SingleOrDefault()?.HostedTools.Count > 0;
            Compare("event", Record(ours, hasTools), Record(written, hasTools));
            Compare("measured", Measured(ours, hasTools), Measured(written, hasTools));
            Compare("text", ours.Answer.Sha256, written.Answer.Sha256);

            void Compare(string what, string? expected, string? actual)
            {
                if (expected != actual)
                {
                    differences.Add($"{records[i]} {what}:{Environment.NewLine}{expected}{Environment.NewLine}{actual}");
                }
            }
        }

        TestContext.Out.WriteLine($"{wire}, {split}: {records.Length} records, {differences.Count} differences");
        Assert.That(records, Is.Not.Empty);
        Assert.That(differences, Is.Empty, string.Join(Environment.NewLine, differences));
    }

    private static string Record(Bench bench, bool hasTools)
    {
        var e = bench.Events.Single();

        // A description does not distinguish tools and images from text, so more tokens than bytes are not an anomaly there.
        e.Anomalies = [.. e.Anomalies.Where(anomaly => anomaly != LlmAnomalies.TokensAboveBytes)];
        var record = JsonSerializer.SerializeToNode(e)!.AsObject();
        foreach (var name in Volatile.Append(nameof(LlmEvent.WireFormat)).Concat(hasTools ? OfTools : []))
        {
            record.Remove(NameOf(name));
        }

        return record.ToJsonString();
    }

    private static string NameOf(string property) =>
        typeof(LlmEvent).GetProperty(property)!.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property;

    /// <summary>What was counted, and how often what was timed.</summary>
    private static string Measured(Bench bench, bool hasTools) =>
        string.Join(Environment.NewLine, bench.Measured.Where(measured => measured.Tag(LlmTagNames.Anomaly) != LlmAnomalies.TokensAboveBytes).Select(measured =>
            hasTools && measured.Instrument == LlmInstrumentNames.Cost
                ? ""
                : $"{measured.Instrument} {(IsTime(measured.Instrument) ? "" : measured.Value)}"
                    + $" {string.Join(' ', measured.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}"));

    private static bool IsTime(string instrument) =>
        instrument.Contains("duration", StringComparison.Ordinal)
            || instrument.Contains("time_", StringComparison.Ordinal)
            || instrument == LlmInstrumentNames.LongestStall;
}
