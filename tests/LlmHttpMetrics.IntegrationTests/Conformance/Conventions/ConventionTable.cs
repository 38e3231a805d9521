namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>
/// The tables of what may be emitted: OpenTelemetry's conventions v1.41
/// (https://github.com/open-telemetry/semantic-conventions/tree/v1.41.0/docs/gen-ai) and the newest
/// (https://github.com/open-telemetry/semantic-conventions-genai/tree/main/docs/gen-ai), and our own additions. What a convention
/// recommends and we do not emit stands there too.
/// </summary>
internal sealed class ConventionTable
{
    private readonly Dictionary<string, AttributeRow[]> _sets;

    private ConventionTable(IEnumerable<InstrumentRow> instruments, IEnumerable<AttributeRow> attributes)
    {
        Instruments = instruments.ToDictionary(row => row.Name);
        _sets = attributes.GroupBy(row => row.Set).ToDictionary(rows => rows.Key, rows => rows.ToArray());
    }

    public IReadOnlyDictionary<string, InstrumentRow> Instruments { get; }

    public static ConventionTable Load() => new(Rows("instruments.tsv").Select(InstrumentRow.Of), Rows("attributes.tsv").Select(AttributeRow.Of));

    public IReadOnlyList<AttributeRow> Attributes(IEnumerable<string> sets) => [.. sets.SelectMany(set => _sets[set])];

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Conformance", "Conventions", file)).Skip(1).Select(line => line.Split('\t'));
}
