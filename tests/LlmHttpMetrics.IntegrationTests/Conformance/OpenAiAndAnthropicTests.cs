namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Every recorded exchange of these wires, replayed with its original URL through the real registration.</summary>
[TestFixture]
public sealed class OpenAiAndAnthropicTests
{
    private static readonly string[] Wires =
    [
        "openai.chat", "openai.responses", "openai.completions", "openai.embeddings", "openai.images", "openai.audio",
        "openai.moderations", "openai.rerank", "anthropic", "anthropic.complete",
        "gemini", "gemini.embed", "gemini.interactions", "vertex.predict", "ollama",
        "cohere.v1", "cohere.v2", "huggingface", "replicate", "watsonx",
        "bedrock.converse", "bedrock.invoke",
    ];

    [Test]
    public async Task Record_Replayed_IsExact([ValueSource(nameof(Wires))] string wire, [Values] Split split)
    {
        var records = split == Split.Bytes ? TestScale.Sample(Corpus.Of(wire), every: 4) : Corpus.Of(wire);
        var exceptions = ExpectationExceptions.Load();
        var differences = new List<string>();
        await using var bench = new Bench();
        for (var i = 0; i < records.Count; i++)
        {
            var unchanged = await Replay.RunAsync(bench, records[i], split, i);
            IReadOnlyList<string> found = unchanged ? new Comparison(records[i], bench).Run() : [$"{records[i]} bytes: changed"];
            differences.AddRange(found.Where(difference => !exceptions.Covers(difference)));
        }

        ConformanceTable.Print(wire, split, records, differences);
        Assert.That(records, Is.Not.Empty);
        Assert.That(differences, Is.Empty, string.Join(Environment.NewLine, differences));
    }

    [Test]
    public async Task Compaction_Replayed_IsARequest([Values] Split split)
    {
        var records = Corpus.Where(record => record.IsCompaction);
        await using var bench = new Bench();
        for (var i = 0; i < records.Count; i++)
        {
            Assert.That(await Replay.RunAsync(bench, records[i], split, i), Is.True);
            var compaction = bench.Events.Single();
            Assert.That(
                (compaction.Operation, compaction.Outcome, compaction.Tokens.Input > 0, compaction.Tokens.Output > 0, compaction.Cost > 0),
                Is.EqualTo(("compaction", LlmOutcomes.Completed, true, true, true)),
                $"{records[i]}");
        }

        Assert.That(records, Is.Not.Empty);
    }

    [Test]
    public async Task Negative_Replayed_IsNoRequest([Values] Split split)
    {
        var records = Corpus.Where(record => record.IsNegative);
        var recorded = new List<string>();
        await using var bench = new Bench();
        for (var i = 0; i < records.Count; i++)
        {
            var unchanged = await Replay.RunAsync(bench, records[i], split, i);
            if (!unchanged || bench.Events.Count + bench.Measured.Count > 0)
            {
                recorded.Add($"{records[i]} {records[i].Request.Method} {records[i].Request.Url}");
            }
        }

        Assert.That(records, Is.Not.Empty);
        Assert.That(recorded, Is.Empty, string.Join(Environment.NewLine, recorded));
    }
}
