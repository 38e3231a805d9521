using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Statistics.Sketches;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>All that is kept of the calls of some time, in memory that does not grow with their number.</summary>
internal sealed class Slice
{
    private readonly long[] _outcomes = new long[OutcomeOrder.Words.Length];
    private long[] _errors = [];
    private Money[] _costs = [];
    private SourceAmounts[] _sources = [];
    private CapacityAmount[] _capacity = [];
    private long[] _fallbacks = [];
    private Amount _input;
    private Amount _output;
    private Amount _cachedInput;
    private Amount _cacheWrite;
    private Amount _reasoning;

    /// <summary>Which of the times of its length it is of.</summary>
    public long Group { get; set; }

    public Sketch Latency { get; } = new();

    public Sketch FirstToken { get; } = new();

    /// <summary>Calls by the places of <see cref="OutcomeOrder"/>.</summary>
    public ReadOnlySpan<long> Outcomes => _outcomes;

    /// <summary>Calls by the numbers of their errors.</summary>
    public ReadOnlySpan<long> Errors => _errors;

    /// <summary>Costs by the numbers of their currencies.</summary>
    public ReadOnlySpan<Money> Costs => _costs;

    /// <summary>Tokens by the places of <see cref="SourceOrder"/>; those that have not occurred may be missing at its end.</summary>
    public ReadOnlySpan<SourceAmounts> Sources => _sources;

    /// <summary>Amounts of text, of input and of output; empty where none was counted.</summary>
    public ReadOnlySpan<CapacityAmount> Capacity => _capacity;

    /// <summary>What stands in place of counts, by the numbers of the reasons.</summary>
    public ReadOnlySpan<long> Fallbacks => _fallbacks;

    /// <summary>Calls whose provider should have sent usage and did not.</summary>
    public long UsageMissing { get; private set; }

    /// <summary>Calls with tokens and without a price.</summary>
    public long PriceMissing { get; private set; }

    /// <summary>Answered calls whose cost is not known.</summary>
    public long CostMissing { get; private set; }

    public ref readonly Amount Input => ref _input;

    public ref readonly Amount Output => ref _output;

    public ref readonly Amount CachedInput => ref _cachedInput;

    public ref readonly Amount CacheWrite => ref _cacheWrite;

    public ref readonly Amount Reasoning => ref _reasoning;

    /// <summary>How long the calls took whose output is known.</summary>
    public double OutputSeconds { get; private set; }

    /// <summary>When its first call ended, by the clock's timestamps.</summary>
    public long FirstEnd { get; private set; } = long.MaxValue;

    /// <summary>When its last call ended.</summary>
    public long LastEnd { get; private set; } = long.MinValue;

    public void AddCall(in CallSample call, int error, long now)
    {
        _outcomes[OutcomeOrder.PlaceOf(call.Outcome)]++;
        if (error >= 0)
        {
            At(ref _errors, error)++;
        }

        var seconds = call.Duration.TotalSeconds;
        Latency.Record(seconds);
        if (call.TimeToFirstToken is { } first)
        {
            FirstToken.Record(first.TotalSeconds);
        }

        AddTokens(call.Tokens, seconds);
        UsageMissing += call.IsUsageMissing ? 1 : 0;
        FirstEnd = Math.Min(FirstEnd, now);
        LastEnd = Math.Max(LastEnd, now);
    }

    public void AddTokens(in TokenAmounts tokens, double seconds)
    {
        _input.Add(tokens.Input);
        _output.Add(tokens.Output);
        _cachedInput.Add(tokens.CachedInput);
        _cacheWrite.Add(tokens.CacheWrite);
        _reasoning.Add(tokens.Reasoning);
        if (tokens.Output is not null)
        {
            OutputSeconds += seconds;
        }

        AddSource(tokens.Input, tokens.OfOutput is null ? tokens.Output : null, tokens.Origin ?? TokenOrigin.Provider);
        if (tokens.OfOutput is { } ofOutput)
        {
            AddSource(input: null, tokens.Output, ofOutput);
        }
    }

    public void AddCapacity(in CapacityCounts input, in CapacityCounts output)
    {
        At(ref _capacity, 1).Add(output);
        _capacity[0].Add(input);
    }

    public void AddFallback(int reason) => At(ref _fallbacks, reason)++;

    public void AddUsageMissing() => UsageMissing++;

    public void AddPriceMissing() => PriceMissing++;

    public void AddCostMissing() => CostMissing++;

    public void AddCost(int currency, decimal amount, bool isExact) => At(ref _costs, currency).Add(amount, isExact);

    public void Add(Slice other)
    {
        for (var i = 0; i < _outcomes.Length; i++)
        {
            _outcomes[i] += other._outcomes[i];
        }

        for (var i = 0; i < other._errors.Length; i++)
        {
            At(ref _errors, i) += other._errors[i];
        }

        for (var i = 0; i < other._costs.Length; i++)
        {
            At(ref _costs, i).Add(other._costs[i]);
        }

        for (var i = 0; i < other._sources.Length; i++)
        {
            At(ref _sources, i).Add(other._sources[i]);
        }

        for (var i = 0; i < other._capacity.Length; i++)
        {
            At(ref _capacity, i).Add(other._capacity[i]);
        }

        for (var i = 0; i < other._fallbacks.Length; i++)
        {
            At(ref _fallbacks, i) += other._fallbacks[i];
        }

        UsageMissing += other.UsageMissing;
        PriceMissing += other.PriceMissing;
        CostMissing += other.CostMissing;

        Latency.Add(other.Latency);
        FirstToken.Add(other.FirstToken);
        _input.Add(other._input);
        _output.Add(other._output);
        _cachedInput.Add(other._cachedInput);
        _cacheWrite.Add(other._cacheWrite);
        _reasoning.Add(other._reasoning);
        OutputSeconds += other.OutputSeconds;
        FirstEnd = Math.Min(FirstEnd, other.FirstEnd);
        LastEnd = Math.Max(LastEnd, other.LastEnd);
    }

    /// <summary>Forgets all and keeps the memory.</summary>
    public void Clear()
    {
        Array.Clear(_outcomes);
        Array.Clear(_errors);
        Array.Clear(_costs);
        Array.Clear(_sources);
        Array.Clear(_capacity);
        Array.Clear(_fallbacks);
        UsageMissing = PriceMissing = CostMissing = 0;
        Latency.Clear();
        FirstToken.Clear();
        _input = _output = _cachedInput = _cacheWrite = _reasoning = default;
        OutputSeconds = 0;
        FirstEnd = long.MaxValue;
        LastEnd = long.MinValue;
    }

    private void AddSource(long? input, long? output, in TokenOrigin origin)
    {
        if ((input ?? output) is not null)
        {
            At(ref _sources, SourceOrder.PlaceOf(origin.Source)).Add(input, output, origin);
        }
    }

    private static ref T At<T>(ref T[] values, int place)
    {
        if (place >= values.Length)
        {
            Array.Resize(ref values, place + 1);
        }

        return ref values[place];
    }
}
