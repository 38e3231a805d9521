using LlmHttpMetrics.FuzzTests.Cases;

namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>The exchanges to mutate: recorded ones if the corpus is available, and the mock providers'.</summary>
internal sealed class ExchangeSet
{
    private static readonly Lazy<ExchangeSet> Loaded = new(() => new ExchangeSet());

    private readonly Exchange[] _all;
    private readonly Exchange[] _eventStreams;

    private ExchangeSet()
    {
        var file = RecordedExchanges.Find();
        var mock = MockExchanges.Record();
        List<Exchange> found = [.. file is null ? [] : RecordedExchanges.Load(file), .. mock];
        _all = [.. found.Select(Baseline.Take)];
        _eventStreams = [.. _all.Where(exchange => EventFrames.Split(exchange.Response).Count > 0)];
        Source = file is null
            ? $"{mock.Count} exchanges of the mock providers"
            : $"{found.Count - mock.Count} recorded exchanges and {mock.Count} of the mock providers";
    }

    public static ExchangeSet All => Loaded.Value;

    public string Source { get; }

    public IReadOnlyList<Exchange> Exchanges => _all;

    /// <summary>Any exchange, the shorter of two: long ones take the time of many.</summary>
    public Exchange Pick(Random random)
    {
        var (a, b) = (_all[random.Next(_all.Length)], _all[random.Next(_all.Length)]);
        return a.Response.Length <= b.Response.Length ? a : b;
    }

    public Exchange PickEventStream(Random random) => _eventStreams[random.Next(_eventStreams.Length)];

    public Exchange Named(string name) => Array.Find(_all, exchange => exchange.Name == name)
        ?? throw new ArgumentException($"There is no exchange named '{name}' in {Source}.", nameof(name));
}
