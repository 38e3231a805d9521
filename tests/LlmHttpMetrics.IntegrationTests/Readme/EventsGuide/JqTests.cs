using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LlmHttpMetrics.IntegrationTests.Readme.EventsGuide;

/// <summary>The lines of jq that docs/events.md shows do what it says of them, by the names that lines have.</summary>
internal sealed partial class JqTests
{
    private static readonly string[] Programs = [.. Quoted().Matches(Repository.Read("docs/events.md")).Select(match => match.Groups["program"].Value)];

    [Test]
    public void CostByFeature_IsOneLineByTheNamesOfTheFields()
    {
        Assert.That(Programs[0], Is.EqualTo("reduce inputs as $e ({}; .[$e.feature // \"none\"] += ($e.cost // 0))"));
        Dictionary<string, decimal> costs = [];
        foreach (var line in Lines().Take(3))
        {
            using var e = JsonDocument.Parse(line);
            var feature = e.RootElement.TryGetProperty("feature", out var name) ? name.GetString()! : "none";
            costs[feature] = costs.GetValueOrDefault(feature) + (e.RootElement.TryGetProperty("cost", out var cost) ? cost.GetDecimal() : 0);
        }

        Assert.That(costs, Is.EquivalentTo(new Dictionary<string, decimal> { ["invoices"] = 1.75m, ["none"] = 0m }));
    }

    [TestCase(0, "-n", """{"invoices":1.75,"none":2.5}""")]
    [TestCase(1, "-s", """{"invoices":3.25,"none":2.5}""")]
    [TestCase(2, "-r", "2026-03-01T12:00:02.000Z\topenai\tgpt-5\trate_limit_exceeded")]
    [TestCase(3, "-s", """[{"model":null,"slowest_ms":1500}]""")]
    public async Task Programs_OfTheGuide_AnswerAsTheyShould(int program, string option, string answer)
    {
        Assume.That(OperatingSystem.IsLinux() && File.Exists("/usr/bin/jq"), "It is tried where jq is installed.");
        ProcessStartInfo start = new("/usr/bin/jq", ["-c", option, Programs[program]]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var jq = Process.Start(start)!;
        foreach (var line in Lines())
        {
            await jq.StandardInput.WriteLineAsync(line);
        }

        jq.StandardInput.Close();
        Assert.That((await jq.StandardOutput.ReadToEndAsync()).Trim(), Is.EqualTo(answer));
    }

    /// <summary>Two calls of a feature, of which the second stands for two, one without, and an amendment of the latter.</summary>
    private static IEnumerable<string> Lines()
    {
        var third = Event(2, null, null, 1);
        yield return Line(writer => LlmEventJson.Write(writer, Event(0, "invoices", 0.25m, 1)));
        yield return Line(writer => LlmEventJson.Write(writer, Event(1, "invoices", 1.50m, 0.5)));
        yield return Line(writer => LlmEventJson.Write(writer, third));
        LlmEventAmendment amendment = new() { EventId = third.Id, Timestamp = third.Timestamp, Amended = third.Timestamp, Cost = 2.5m, Currency = "USD" };
        yield return Line(writer => LlmEventJson.Write(writer, amendment));
    }

    private static string Line(Action<ArrayBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> writer = new();
        write(writer);
        return System.Text.Encoding.UTF8.GetString(writer.WrittenSpan);
    }

    private static LlmEvent Event(int second, string? feature, decimal? cost, double rate) => new()
    {
        Id = Guid.NewGuid(), Timestamp = new DateTimeOffset(2026, 3, 1, 12, 0, second, TimeSpan.Zero), ClientName = "", Provider = "openai", Operation = "chat",
        WireFormat = "openai.chat",
        ServerAddress = "api.openai.com", ServerPort = 443, RequestModel = "gpt-5", Outcome = cost is null ? LlmOutcomes.Error : LlmOutcomes.Completed,
        ErrorType = cost is null ? "rate_limit_exceeded" : null,
        Tokens = new LlmTokens(), Duration = TimeSpan.FromMilliseconds(500 * (second + 1)), Attempts = 1, SamplingRate = rate, Cost = cost,
        Currency = cost is null ? null : "USD",
        Call = feature is null ? null : new LlmCallInfo { Feature = feature },
    };

    [GeneratedRegex(@"^cat .* \| jq -\w '(?<program>[^']+)'$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
