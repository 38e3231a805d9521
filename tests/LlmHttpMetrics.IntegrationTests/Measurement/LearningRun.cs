using System.Globalization;
using LlmHttpMetrics.IntegrationTests.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>Replays one half of recorded calls as they are, then the other with its usage hidden, through the real registration.</summary>
internal static class LearningRun
{
    /// <summary>Splits the calls of each model in two, by the seed.</summary>
    public static (List<CorpusRecord> Learned, List<CorpusRecord> Tested) Split(IEnumerable<CorpusRecord> records, int seed)
    {
        List<CorpusRecord>[] halves = [[], []];
        foreach (var model in records.GroupBy(record => (record.Provider, Model(record))))
        {
            Random random = new(HashCode(model.Key.ToString(), seed));
            var first = random.Next(2);
            foreach (var (i, record) in model.OrderBy(_ => random.Next()).Index())
            {
                halves[(first + i) % 2].Add(record);
            }
        }

        return (halves[0], halves[1]);
    }

    public static string? Model(CorpusRecord record) => record.Expected.Word("response_model") ?? record.Expected.Word("request_model");

    /// <param name="learned">The calls whose usage is shown.</param>
    /// <param name="tested">The calls whose usage is hidden.</param>
    /// <param name="withTokenizers">Tokenizers are registered; else the core is alone.</param>
    /// <param name="learns">Learning is on.</param>
    public static async Task<List<Estimated>> RunAsync(
        IEnumerable<CorpusRecord> learned, IEnumerable<CorpusRecord> tested, bool withTokenizers = true, bool learns = true)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Fallback:OnUnknownModel", LlmFallbacks.Estimate),
            new("Fallback:LogFallbacks", "false"),
            new("Performance:TokenizationTimeoutMs", "60000"),
        ]).Build();
        await using Bench bench = new(configuration, services =>
        {
            services.ConfigureLlmMonitoring(shared => shared.Learning.Enabled = learns);
            _ = withTokenizers ? services.AddLlmTokenizers() : services;
        });
        foreach (var record in learned)
        {
            await Replay.RunAsync(bench, record, Conformance.Split.Whole, turn: 0);
        }

        List<Estimated> estimates = [];
        foreach (var record in tested)
        {
            await Replay.RunAsync(bench, HiddenUsage.Of(record), Conformance.Split.Whole, turn: 0);
            Assert.That(bench.Events, Has.Count.EqualTo(1), record.ToString());
            Assert.That(bench.Events[0].TokenSource, Is.EqualTo("estimate").Or.EqualTo("tokenizer"), record.ToString());
            estimates.Add(new(record, bench.Events[0]));
        }

        return estimates;
    }

    private static int HashCode(string text, int seed) => text.Aggregate(seed, (hash, c) => unchecked((hash * 31) + c));
}
