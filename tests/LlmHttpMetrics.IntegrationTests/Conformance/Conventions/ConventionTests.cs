using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>Every recorded exchange, and everything emitted of it held against the conventions' tables.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ConventionTests
{
    /// <summary>Recorded only where something of ours or of the caller's goes wrong, or where there is too much of it.</summary>
    private static readonly string[] NotInTheCorpus =
    [
        LlmInstrumentNames.MeasurementFailures, LlmInstrumentNames.TagsOverflowed, LlmInstrumentNames.EventsDropped, LlmInstrumentNames.BudgetRefused
    ];

    /// <summary>What the spans of the whole run have to have shown at least once.</summary>
    private static readonly string[] SpanAttributes =
    [
        "gen_ai.request.stream", "gen_ai.request.choice.count", "gen_ai.request.seed", "gen_ai.request.top_k", "gen_ai.output.type",
        "gen_ai.request.max_tokens",
        "gen_ai.request.temperature", "gen_ai.response.finish_reasons", "gen_ai.response.time_to_first_chunk", "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.reasoning.output_tokens", "openai.api.type", "error.type",
    ];

    [TestCase(SemanticConventions.V1_41)]
    [TestCase(SemanticConventions.V0_1)]
    public async Task Emitted_OfEveryRecord_IsByTheConvention(SemanticConventions conventions)
    {
        var records = Corpus.Where(_ => true);
        var exceptions = ExpectationExceptions.Load();
        var table = ConventionTable.Load();
        ConventionCheck check = new(table, conventions);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(nameof(SemanticConventions), conventions.ToString()),
            new(nameof(LlmMonitoringOptions.DefaultStrategy), $"{LlmStrategies.Hybrid},{LlmStrategies.Custom}"),
            new($"{nameof(LlmMonitoringOptions.Performance)}:{nameof(LlmPerformanceOptions.TokenizationTimeoutMs)}", "60000"),
        ]).Build();
        await using Bench bench = new(configuration, services => services.AddLlmTokenizers().AddLlmStrategy(new LargestText()).AddLlmBudgets(AddBudgets));
        using EmissionRecorder recorder = new(bench.Meters);
        List<string> faults = [.. check.OfInstruments(recorder.Instruments)];
        var (emissions, spans) = (0, 0);

        for (var i = 0; i < records.Count; i++)
        {
            recorder.Clear();
            await Replay.RunAsync(bench, records[i], Split.Whole, i);
            recorder.Observe();
            CallFacts facts = new(
                records[i], bench.Events.SingleOrDefault()?.Outcome ?? recorder.Spans.SingleOrDefault()?.GetTagItem(LlmTagNames.Outcome) as string);
            faults.AddRange(recorder.Emissions.SelectMany(emission => check.OfEmission(emission, facts)).Select(fault => $"{records[i]} {fault}"));
            faults.AddRange(
                recorder.Spans.Zip(recorder.Started).SelectMany(span => check.OfSpan(span.First, span.Second, facts)).Select(fault => $"{records[i]} {fault}"));
            faults.RemoveAll(exceptions.Covers);
            emissions += recorder.Emissions.Count;
            spans += recorder.Spans.Count;
        }

        var expected = table.Instruments.Values.Where(row => row.Generation == "any" || conventions.HasFlag(ConventionCheck.Generations[row.Generation]))
            .Select(row => row.Name)
            .Except(NotInTheCorpus);
        TestContext.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"{conventions}: {records.Count} records, {emissions} measurements, {spans} spans, {faults.Count} faults"));
        Assert.That(table.Instruments.Keys, Is.EquivalentTo(recorder.Instruments.Select(instrument => instrument.Name)));
        Assert.That(records, Is.Not.Empty);
        Assert.That(faults, Is.Empty, string.Join(Environment.NewLine, faults.Take(200)));
        Assert.That(expected.Concat(SpanAttributes).Except(check.Seen), Is.Empty, "nothing of the table went untested");
    }

    /// <summary>Budgets that last for the whole corpus: what is left of one that is overspent is below zero, as nothing else may be.</summary>
    private static void AddBudgets(LlmBudgetsOptions options)
    {
        options.Budgets.Add(new LlmBudget { Name = "all", Amount = 1_000_000 });
        options.Budgets.Add(new LlmBudget { Name = "clients", Amount = 1_000_000, ForEach = LlmTagNames.ClientName });
    }
}
