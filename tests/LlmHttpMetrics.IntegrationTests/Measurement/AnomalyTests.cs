using LlmHttpMetrics.IntegrationTests.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>What is flagged of recorded calls is odd: most of it is known, and there is little of it.</summary>
public sealed class AnomalyTests
{
    [Test]
    public async Task Records_ThatAreFlagged_AreFewAndOdd()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("DefaultStrategy", LlmStrategies.Hybrid),
            new("Performance:TokenizationTimeoutMs", "60000"),
        ]).Build();
        await using Bench bench = new(configuration, services => services.AddLlmTokenizers().AddLlmMeasurementReport()
            .ConfigureLlmMonitoring(shared => shared.Learning.Enabled = true));
        List<(string Anomaly, CorpusRecord Record)> flagged = [];
        var compared = 0;
        var records = Corpus.Where(record => !record.IsNegative && !record.IsMadeUp && record.Response.Status == 200);
        foreach (var record in records)
        {
            await Replay.RunAsync(bench, record, Split.Whole, turn: 0);
            var e = bench.Events.Single();
            compared += e.LocalTokens is null ? 0 : 1;
            Assert.That(
                bench.Measured.Count(measured => measured.Instrument == LlmInstrumentNames.MeasurementAnomalies),
                Is.EqualTo(e.Anomalies.Count),
                record.ToString());
            foreach (var anomaly in e.Anomalies)
            {
                flagged.Add((anomaly, record));
                TestContext.Out.WriteLine(
                    $"{anomaly} {record} {e.ResponseModel ?? e.RequestModel} {e.Outcome}: {e.Tokens.Input}/{e.Tokens.Output}, "
                        + $"ours {e.LocalTokens?.Input}/{e.LocalTokens?.Output}, confidence {e.TokenConfidence:0.00}, "
                        + $"bytes {e.RequestBytes}/{e.ResponseBytes}, reasoning {e.Tokens.Reasoning}");
            }
        }

        TestContext.Out.WriteLine(
            $"{records.Count} records, {compared} "
                + $"compared; {string.Join(", ", flagged.GroupBy(row => row.Anomaly).Select(group => $"{group.Count()} {group.Key}"))}");
        Assert.That((double)flagged.Count / records.Count, Is.LessThan(0.01));
    }
}
