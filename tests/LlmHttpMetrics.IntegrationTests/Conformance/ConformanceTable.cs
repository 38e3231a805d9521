namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Prints how many records of which provider, operation and way of answering were exact.</summary>
internal static class ConformanceTable
{
    public static void Print(string wire, Split split, IReadOnlyList<CorpusRecord> records, IReadOnlyList<string> differences)
    {
        TestContext.Out.WriteLine($"{wire}, {split}: {records.Count} records");
        TestContext.Out.WriteLine($"{"provider",-22}{"operation",-20}{"streamed",-10}{"records",8}{"exact",8}");
        var groups = records.GroupBy(record => (record.Provider, record.Operation, Streamed: record.Expected.Is("response_streamed"))).OrderBy(
            group => group.Key);
        foreach (var group in groups)
        {
            var wrong = group.Count(record => differences.Any(difference => difference.StartsWith(record.Id, StringComparison.Ordinal)));
            TestContext.Out.WriteLine(
                $"{group.Key.Provider,-22}{group.Key.Operation,-20}{(group.Key.Streamed ? "yes" : "no"),-10}{group.Count(),8}{group.Count() - wrong,8}");
        }
    }
}
