using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>Holds what is emitted against the tables.</summary>
internal sealed class ConventionCheck(ConventionTable table, SemanticConventions conventions)
{
    // Four boundaries more than the conventions' are no other histogram, but those have to be there.
    private static readonly double[] Seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
    private static readonly double[] Brief = [0.000_01, 0.000_03, 0.000_1, 0.000_3, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

    private static readonly double[] Shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

    private static readonly double[] Tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
    private static readonly string[] AtStart = ["gen_ai.operation.name", "gen_ai.provider.name", "server.address", "server.port"];

    /// <summary>The names of the generations in the tables: a value of the enumeration has two of them.</summary>
    public static readonly IReadOnlyDictionary<string, SemanticConventions> Generations = new Dictionary<string, SemanticConventions>
    {
        ["V1_41"] = SemanticConventions.V1_41,
        ["V0_1"] = SemanticConventions.V0_1,
    };

    private readonly IReadOnlyList<AttributeRow> _spanRows =
        table.Attributes(["span", .. Generations.Where(row => conventions.HasFlag(row.Value)).Select(row => $"span.{row.Key}")]);

    /// <summary>The instruments and attributes that have been emitted, by name.</summary>
    public HashSet<string> Seen { get; } = [];

    public IEnumerable<string> OfInstruments(IEnumerable<Instrument> instruments)
    {
        foreach (var instrument in instruments)
        {
            if (!table.Instruments.TryGetValue(instrument.Name, out var row))
            {
                yield return $"{instrument.Name} is in no table";
                continue;
            }

            var type = instrument.GetType();
            var actual = (
                type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)].ToLowerInvariant(), instrument.Unit ?? "-", Word(type.GetGenericArguments()[0]));
            if (actual != (row.Kind, row.Unit, row.Value))
            {
                yield return $"{instrument.Name} is {actual}";
            }

            var advice = instrument switch { Histogram<double> seconds => seconds.Advice?.HistogramBucketBoundaries?.ToArray(), Histogram<int> tokens =>
                tokens.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(), _ => null } ?? [];
            var buckets = row.Buckets switch { "D" => Seconds, "T" => Tokens, "B" => Brief, "S" => Shares, _ => [] };
            if (!advice.Take(buckets.Length).SequenceEqual(buckets) || (buckets.Length == 0 && advice.Length > 0))
            {
                yield return $"{instrument.Name} advises {string.Join(' ', advice)}";
            }
        }
    }

    public IEnumerable<string> OfEmission(Emission emission, CallFacts facts)
    {
        var name = emission.Instrument.Name;
        if (!table.Instruments.TryGetValue(name, out var row))
        {
            return [$"{name}: is in no table"];
        }

        Seen.Add(name);
        List<string> faults = [.. OfAttributes(table.Attributes(row.Attributes), emission.Tags, facts)];
        if (row.Generation != "any" && !conventions.HasFlag(Generations[row.Generation]))
        {
            faults.Add($"generation: {row.Generation}");
        }

        if (row.StreamsOnly && !facts.IsStreamed)
        {
            faults.Add("streams only: this is none");
        }

        if (emission.Value < 0)
        {
            faults.Add($"value: {emission.Value}");
        }

        return faults.Select(fault => $"{name} {fault}");
    }

    public IEnumerable<string> OfSpan(Activity span, string[] atStart, CallFacts facts)
    {
        Seen.UnionWith(span.TagObjects.Select(tag => tag.Key));
        List<string> faults = [.. OfAttributes(_spanRows, [.. span.TagObjects], facts)];
        if (span.Kind != ActivityKind.Client)
        {
            faults.Add($"kind: {span.Kind}");
        }

        var name = $"{span.GetTagItem("gen_ai.operation.name")} {span.GetTagItem("gen_ai.request.model")}".Trim();
        if (span.DisplayName != name)
        {
            faults.Add($"name: '{span.DisplayName}', not '{name}'");
        }

        if (span.Status == ActivityStatusCode.Error != (span.GetTagItem("error.type") is not null))
        {
            faults.Add($"status: {span.Status}");
        }

        faults.AddRange(AtStart.Except(atStart).Select(late => $"start: without {late}"));
        return faults.Select(fault => $"span {fault}");
    }

    private static IEnumerable<string> OfAttributes(IReadOnlyList<AttributeRow> rows, KeyValuePair<string, object?>[] attributes, CallFacts facts)
    {
        var present = attributes.Select(attribute => attribute.Key).ToArray();
        foreach (var twice in present.GroupBy(name => name).Where(names => names.Count() > 1))
        {
            yield return $"{twice.Key}: stands twice";
        }

        foreach (var (name, value) in attributes)
        {
            var fault = rows.FirstOrDefault(row => row.Name == name) is { } row ? row.FaultOf(value) : "is in no table";
            if (fault is not null)
            {
                yield return $"{name}: {fault}";
            }
        }

        foreach (var row in rows)
        {
            var there = present.Contains(row.Name);
            if (facts.Requires(row.Level, present) is { } required && required != there)
            {
                yield return there ? $"{row.Name}: must not be there" : $"{row.Name}: is missing ({row.Level})";
            }
        }
    }

    private static string Word(Type type) => type == typeof(long) ? "long" : type == typeof(int) ? "int" : type == typeof(double) ? "double" : type.Name;
}
