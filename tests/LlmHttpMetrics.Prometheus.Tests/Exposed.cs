using System.Globalization;
using System.Text;

namespace LlmHttpMetrics.Prometheus.Tests;

/// <summary>A page, read by the rules of its format; whatever breaks one fails.</summary>
internal sealed class Exposed
{
    private readonly List<ExposedFamily> _families = [];
    private readonly List<ExposedSample> _samples = [];
    private readonly HashSet<string> _keys = [];
    private readonly LlmMetricsFormat _format;

    private Exposed(LlmMetricsFormat format) => _format = format;

    public IReadOnlyList<ExposedFamily> Families => _families;

    public IReadOnlyList<ExposedSample> Samples => _samples;

    public static Exposed Parse(string page, LlmMetricsFormat format)
    {
        Exposed exposed = new(format);
        Assert.That(page, Does.EndWith("\n"));
        var lines = page[..^1].Split('\n');
        if (format == LlmMetricsFormat.OpenMetrics)
        {
            Assert.That(lines[^1], Is.EqualTo("# EOF"));
            lines = lines[..^1];
        }

        foreach (var line in lines)
        {
            exposed.Read(line);
        }

        foreach (var family in exposed._families.Where(family => family.Type == "histogram"))
        {
            exposed.CheckHistograms(family.Name);
        }

        return exposed;
    }

    public ExposedFamily Family(string name) => _families.Single(family => family.Name == name);

    public IReadOnlyList<ExposedSample> Of(string sample, params (string Name, string Value)[] labels) =>
        [.. _samples.Where(one => one.Name == sample && labels.All(label => one.Labels.GetValueOrDefault(label.Name, "") == label.Value))];

    public double Sum(string sample, params (string Name, string Value)[] labels) => Of(sample, labels).Sum(one => one.Value);

    public ExposedSample Only(string sample, params (string Name, string Value)[] labels) => Of(sample, labels) is [var only]
        ? only
        : throw new InvalidOperationException($"{sample} stands there {Of(sample, labels).Count} times:\n{string.Join('\n', _samples.Select(one => one.Key))}");

    private void Read(string line)
    {
        if (!line.StartsWith("# ", StringComparison.Ordinal))
        {
            ReadSample(line);
            return;
        }

        var words = line.Split(' ', 4);
        if (words[1] == "TYPE")
        {
            Assert.That(_families.Select(family => family.Name), Has.None.EqualTo(words[2]), "a family stands in one place");
            _families.Add(new ExposedFamily { Name = words[2], Type = words[3] });
            return;
        }

        var last = _families[^1];
        Assert.That(words[2], Is.EqualTo(last.Name));
        Assert.That(words[1] == "HELP" || (words[1] == "UNIT" && _format == LlmMetricsFormat.OpenMetrics), line);
        _families[^1] = words[1] == "HELP" ? last with { Help = words[3] } : last with { Unit = words[3] };
    }

    private void ReadSample(string line)
    {
        var at = line.IndexOfAny(['{', ' ']);
        var name = line[..at];
        Dictionary<string, string> labels = [];
        if (line[at] == '{')
        {
            at = ReadLabels(line, at + 1, labels);
        }

        var rest = line[(at + 1)..];
        var exemplar = rest.IndexOf(" # ", StringComparison.Ordinal);
        var value = exemplar < 0 ? rest : rest[..exemplar];
        ExposedSample sample = new(name, labels, Number(value), exemplar < 0 ? null : rest[(exemplar + 3)..]);
        Assert.That(_keys.Add(sample.Key), Is.True, $"a series stands there once: {sample.Key}");
        CheckName(sample);
        _samples.Add(sample);
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture),
    };

    private static int ReadLabels(string line, int at, Dictionary<string, string> labels)
    {
        while (line[at] != '}')
        {
            var equals = line.IndexOf('=', at);
            var name = line[at..equals];
            Assert.That(name, Does.Match("^[a-zA-Z_][a-zA-Z0-9_]*$").And.Not.StartsWith("__"));
            Assert.That(line[equals + 1], Is.EqualTo('"'));
            StringBuilder value = new();
            for (at = equals + 2; line[at] != '"'; at++)
            {
                if (line[at] == '\\')
                {
                    at++;
                    value.Append(line[at] switch
                    {
                        'n' => '\n',
                        '\\' => '\\',
                        '"' => '"',
                        _ => throw new InvalidOperationException($"There is no escape \\{line[at]}."),
                    });
                }
                else
                {
                    value.Append(line[at]);
                }
            }

            Assert.That(value.Length, Is.Positive, "an empty label is none");
            labels.Add(name, value.ToString());
            at++;
            if (line[at] == ',')
            {
                at++;
                Assert.That(line[at], Is.Not.EqualTo('}'));
            }
        }

        Assert.That(line[at + 1], Is.EqualTo(' '));
        return at + 1;
    }

    private void CheckName(ExposedSample sample)
    {
        var family = _families[^1];
        string[] names = family.Type switch
        {
            "counter" => [_format == LlmMetricsFormat.OpenMetrics ? family.Name + "_total" : family.Name],
            "gauge" => [family.Name],
            "histogram" => [family.Name + "_bucket", family.Name + "_sum", family.Name + "_count"],
            _ => [],
        };
        Assert.That(names, Does.Contain(sample.Name));
        Assert.That(sample.Exemplar is null
            || (_format == LlmMetricsFormat.OpenMetrics && sample.Name.EndsWith("_bucket", StringComparison.Ordinal))
            || family.Type == "counter");
        if (family.Type == "counter")
        {
            Assert.That(sample.Name, Does.EndWith("_total"));
        }
    }

    private void CheckHistograms(string name)
    {
        foreach (var histogram in Of(name + "_bucket").GroupBy(bucket => bucket.KeyWithout("le")))
        {
            var buckets = histogram.ToList();
            Assert.That(buckets.Select(bucket => Number(bucket.Labels["le"])), Is.Ordered.And.Unique);
            Assert.That(buckets[^1].Labels["le"], Is.EqualTo("+Inf"));
            Assert.That(buckets.Select(bucket => bucket.Value), Is.Ordered);
            var count = Of(name + "_count").Single(one => one.KeyWithout("le")[(name + "_count").Length..] == histogram.Key[(name + "_bucket").Length..]);
            Assert.That(count.Value, Is.EqualTo(buckets[^1].Value));
        }
    }
}
