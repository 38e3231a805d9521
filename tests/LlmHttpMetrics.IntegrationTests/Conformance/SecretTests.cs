using LlmHttpMetrics.IntegrationTests.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Every recorded exchange with secrets in all its texts is measured as without them, and the leak search of the whole run finds none.</summary>
[TestFixture]
public sealed class SecretTests
{
    /// <summary>What the secrets themselves change.</summary>
    private static readonly string[] Lengthened = [" text length:", " text hash:"];

    [Test]
    public void Request_ToTheMockProviders_HoldsSecrets([ValueSource(typeof(Ask), nameof(Ask.AllStreams))] object[] ask) =>
        Assert.That((string)ask[1], Does.Contain(Canary.Secret));

    [Test]
    public async Task Record_WithSecrets_IsMeasuredAndTellsNone([Values] bool isNegative)
    {
        var records = Corpus.Where(record => record.IsNegative == isNegative);
        var exceptions = ExpectationExceptions.Load();
        var differences = new List<string>();
        var (inRequests, inAnswers) = (0, 0);
        await using var bench = new Bench();
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i].WithSecrets();
            inRequests += CanaryText.Count(record.Request.Body) > 0 ? 1 : 0;
            inAnswers += CanaryText.Count(record.Response.Body) > 0 ? 1 : 0;
            var unchanged = await Replay.RunAsync(bench, record, Split.Whole, i);
            IReadOnlyList<string> found = unchanged
                ? isNegative || record.IsCompaction ? [] : new Comparison(record, bench).Run()
                : [$"{record} bytes: changed"];
            differences.AddRange(found.Where(difference => !exceptions.Covers(difference) && !Array.Exists(Lengthened, difference.Contains)));
        }

        TestContext.Out.WriteLine($"{records.Count} records, {inRequests} with secrets in the request, {inAnswers} in the answer");
        Assert.That(differences, Is.Empty, string.Join(Environment.NewLine, differences));
        Assert.That(isNegative ? inAnswers : Math.Min(inRequests, inAnswers), Is.GreaterThan(records.Count / 3), "or nothing is shown");
    }
}
