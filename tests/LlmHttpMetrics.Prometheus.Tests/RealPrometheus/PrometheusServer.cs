using System.Globalization;
using System.Text.Json;

namespace LlmHttpMetrics.Prometheus.Tests.RealPrometheus;

/// <summary>Prometheus itself, scraping one page.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly RunningTool _tool;

    /// <summary>What is asked is asked of this moment, at which the page had been scraped: a busy machine may miss the next scrape.</summary>
    private double? _at;

    private PrometheusServer(RunningTool tool) => _tool = tool;

    /// <param name="page">The page that it scrapes.</param>
    /// <param name="rules">A file of rules that it evaluates.</param>
    public static async Task<PrometheusServer> StartAsync(Uri page, string? rules = null)
    {
        return new PrometheusServer(await RunningTool.StartAsync("prometheus", (folder, address) =>
        {
            var configuration = Path.Combine(folder, "prometheus.yml");
            File.WriteAllText(configuration,
                $$"""
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                  evaluation_interval: 200ms
                rule_files: [{{rules}}]
                scrape_configs:
                  - job_name: llm
                    metrics_path: {{page.AbsolutePath}}
                    static_configs:
                      - targets: ["{{page.Authority}}"]
                """);
            return
            [
                $"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(folder, "data")}", $"--web.listen-address={address}",
                "--enable-feature=exemplar-storage",
            ];
        }));
    }

    /// <summary>Waits until the page has been scraped once more from its beginning, so that all that was recorded before is there.</summary>
    public async Task WaitForScrapeAsync()
    {
        var now = await NowAsync();
        await _tool.WaitAsync(async () =>
        {
            var scraped = (await QueryAsync("timestamp(up == 1)", at: null)).Where(sample => sample.Value > now + 1).ToArray();
            _at = scraped is [var only] ? only.Value : _at;
            return scraped.Length > 0;
        });
    }

    /// <summary>The values that it gives for an expression, of the moment that was waited for last.</summary>
    public Task<IReadOnlyList<(IReadOnlyDictionary<string, string> Labels, double Value)>> QueryAsync(string expression) => QueryAsync(expression, _at);

    private async Task<IReadOnlyList<(IReadOnlyDictionary<string, string> Labels, double Value)>> QueryAsync(string expression, double? at)
    {
        var time = at is { } moment ? string.Create(CultureInfo.InvariantCulture, $"&time={moment:F3}") : "";
        using var answer = JsonDocument.Parse(await GetAsync($"api/v1/query?query={Uri.EscapeDataString(expression)}{time}"));
        return
        [
            .. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(series => (
                (IReadOnlyDictionary<string, string>)series.GetProperty("metric")
                    .EnumerateObject()
                    .ToDictionary(label => label.Name, label => label.Value.GetString()!),
                double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>The one value of an expression.</summary>
    public async Task<double> ValueAsync(string expression) => await QueryAsync(expression) is [var only] ? only.Value : double.NaN;

    /// <summary>The traces of a metric's exemplars.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync(string metric)
    {
        var now = (long)await NowAsync();
        using var answer = JsonDocument.Parse(await GetAsync($"api/v1/query_exemplars?query={metric}&start={now - 3600}&end={now + 60}"));
        return
        [
            .. answer.RootElement.GetProperty("data").EnumerateArray().SelectMany(series => series.GetProperty("exemplars").EnumerateArray())
                .Select(exemplar => exemplar.GetProperty("labels").GetProperty("trace_id").GetString()!),
        ];
    }

    /// <summary>Waits until all rules have been evaluated after now, of a page that had been scraped.</summary>
    public async Task WaitForRulesAsync()
    {
        var begun = await NowAsync();
        await _tool.WaitAsync(async () =>
        {
            var rules = await RulesAsync();
            var now = await NowAsync();
            var least = DateTimeOffset.FromUnixTimeMilliseconds((long)(Math.Max(begun, now - 2) * 1000));
            if (!rules.All(rule => rule.Evaluated > least) || !(await QueryAsync("min_over_time(up[4s]) == 1", now)).Any())
            {
                return false;
            }

            _at = now;
            return true;
        });
    }

    /// <summary>Its rules, in the order of the file.</summary>
    public async Task<IReadOnlyList<LoadedRule>> RulesAsync()
    {
        using var answer = JsonDocument.Parse(await GetAsync("api/v1/rules"));
        return
        [
            .. answer.RootElement.GetProperty("data")
                .GetProperty("groups")
                .EnumerateArray()
                .SelectMany(group => group.GetProperty("rules").EnumerateArray())
                .Select(LoadedRule.Of),
        ];
    }

    /// <summary>What it says of its only target, and of scrapes that went wrong; those that a busy machine made late are not meant.</summary>
    public async Task<string> LastErrorAsync()
    {
        var error = "";
        await _tool.WaitAsync(async () =>
        {
            using var answer = JsonDocument.Parse(await GetAsync("api/v1/targets"));
            error = answer.RootElement.GetProperty("data").GetProperty("activeTargets")[0].GetProperty("lastError").GetString()!;
            return !error.Contains("context deadline exceeded", StringComparison.Ordinal);
        });
        return error;
    }

    /// <summary>What it knows of a metric.</summary>
    public async Task<(string Type, string Unit, string Help)> MetadataAsync(string metric)
    {
        using var answer = JsonDocument.Parse(await GetAsync($"api/v1/targets/metadata?metric={metric}"));
        var only = answer.RootElement.GetProperty("data")[0];
        return (only.GetProperty("type").GetString()!, only.GetProperty("unit").GetString()!, only.GetProperty("help").GetString()!);
    }

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    /// <summary>Its clock's time.</summary>
    private async Task<double> NowAsync() => (await QueryAsync("vector(time())", at: null)).Single().Value;

    private async Task<string> GetAsync(string path)
    {
        using var response = await _tool.Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, text);
        return text;
    }
}
