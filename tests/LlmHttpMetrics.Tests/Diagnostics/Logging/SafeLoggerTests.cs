using System.Reflection;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Tests.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Diagnostics.Logging;

/// <summary>What others say cannot forge a line of the log, and a logger that throws disturbs nothing.</summary>
public sealed class SafeLoggerTests
{
    private const string Hostile = "gpt\nfail: forged\r\n\u0085\u2028\u2029\u001b[31m\u009b\u0000\u202e";
    private const string Harmless = @"gpt\nfail: forged\r\n\u0085\u2028\u2029\u001b[31m\u009b\u0000\u202e";

    [TestCase("gpt-5 mini: Zoë, 模型 😀", 100, "gpt-5 mini: Zoë, 模型 😀")]
    [TestCase(Hostile, 100, Harmless)]
    [TestCase("a\tb\u200bc\ufeff", 100, @"a\tb\u200bc\ufeff")]
    [TestCase("12345678", 7, "1234567…")]
    [TestCase("123456😀", 7, "123456…")]
    [TestCase("123456\n", 7, "123456…")]
    public void Text_Escaped_HasNoControlsAndABound(string text, int most, string safe) => Assert.That(LogText.Safe(text, most), Is.EqualTo(safe));

    /// <summary>No attribute's argument can hold half of a pair.</summary>
    [Test]
    public void Text_WithHalfASurrogatePair_IsEscaped() => Assert.That(LogText.Safe("a\ud800b", 100), Is.EqualTo(@"a\ud800b"));

    [Test]
    public void Text_Harmless_IsNotCopied()
    {
        const string Text = "gpt-5-mini 😀 é";

        Assert.That(LogText.Safe(Text, 100), Is.SameAs(Text));
    }

    [Test]
    public async Task Model_OfAServer_CannotBreakALine()
    {
        using CollectingLogger lines = new();
        using FieldLogger fields = new();
        var body = WireSamples.ChatAnswer.Replace(
            "gpt-5-mini-2025-08-07", @"gpt\nfail: forged\r\n\u0085\u2028\u2029\u001b[31m\u009b\u0000\u202e", StringComparison.Ordinal);
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(body)),
            services: services => services.AddLogging(
                logging => logging.SetMinimumLevel(LogLevel.None).AddFilter("LlmHttpMetrics", LogLevel.Trace).AddProvider(lines).AddProvider(fields))
                .AddLlmEventLogger());
        (await client.Http.SendAsync(WireSamples.Post("http://localhost:8000/v1/chat/completions", """{"model":"my\nmodel","messages":[]}"""))).Dispose();
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Sink.Only.ResponseModel, Does.Contain('\n'), "the test has what it needs");
        Assert.That(lines.Entries.Select(entry => entry.Text), Has.Some.Contain(@"gpt\nfail: forged").And.Some.Contain(@"my\nmodel"));
        Assert.That(lines.Entries.Where(entry => entry.Text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')), Is.Empty);
        Assert.That(fields.Only("LlmHttpMetrics.Events", 54)["Model"], Does.StartWith(
            @"gpt\nfail: forged"), "loggers that write their own line from the fields");
    }

    [Test]
    public void Line_OfEveryMessage_IsOneLine()
    {
        using CollectingLogger lines = new();
        using FieldLogger fields = new();
        using LoggerFactory factory = new([lines, fields], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        var logger = SafeLogger.Create(factory);
        var messages = Messages().ToArray();
        foreach (var message in messages)
        {
            message.Invoke(null, [.. message.GetParameters().Select(parameter => Argument(parameter.ParameterType, logger))]);
        }

        Assert.That(lines.Entries, Has.Count.EqualTo(messages.Length).And.Count.GreaterThan(20));
        Assert.That(lines.Entries.Where(entry => entry.Text.Any(char.IsControl)), Is.Empty);
        Assert.That(fields.Values("LlmHttpMetrics").OfType<string>().Where(text => text.Any(char.IsControl)), Is.Empty);
    }

    [Test]
    public void Text_WithoutEnd_IsCutOff()
    {
        using CollectingLogger lines = new();
        using FieldLogger fields = new();
        using LoggerFactory factory = new([lines, fields]);
        LlmHttpMetrics.Pricing.Log.PriceMissing(SafeLogger.Create(factory), "openai", new string('m', 1_000_000));

        Assert.That(lines.Entries.Single().Text, Has.Length.LessThan(20_000));
        Assert.That(fields.Only("LlmHttpMetrics", 40)["Model"], Has.Length.LessThan(2_000));
    }

    [Test]
    public async Task Logger_ThatThrows_DisturbsNoCall([Values] bool whenMade)
    {
        using FaultyLoggers faulty = new() { ThrowWhenMade = whenMade };
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            services: services => services.AddSingleton<ILoggerFactory>(faulty).AddLlmEventLogger());
        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events, Has.Count.EqualTo(1));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures).Select(failure => failure.Tag(LlmTagNames.Stage)), Is.All.EqualTo("logger"));
    }

    [Test]
    public void File_OfEvents_HasOneLineForEachEvent()
    {
        LlmEvent e = new()
        {
            Id = Guid.NewGuid(), Timestamp = DateTimeOffset.UnixEpoch, ClientName = "", Provider = "openai", Operation = "chat",
            WireFormat = "openai.chat", ServerAddress = "api.openai.com", ServerPort = 443,
            Outcome = LlmOutcomes.Completed, Tokens = new LlmTokens(), Duration = TimeSpan.FromSeconds(1), Attempts = 1, ResponseModel = Hostile,
        };
        System.Buffers.ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, e);

        Assert.That(System.Text.Encoding.UTF8.GetString(line.WrittenSpan).Where(c => char.IsControl(c) || c is '\u2028' or '\u2029'), Is.Empty);
        Assert.That(LlmEventJson.TryRead(line.WrittenSpan, out var read) ? read.ResponseModel : null, Does.StartWith(Hostile[..^1]));
    }

    private static IEnumerable<MethodInfo> Messages() => typeof(LlmMonitoring).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null);

    private static object? Argument(Type type, ILogger logger) =>
        type == typeof(ILogger)
            ? logger
            : type == typeof(string) ? Hostile : type == typeof(LogLevel) ? LogLevel.Warning : type.IsValueType ? Activator.CreateInstance(type) : null;
}
