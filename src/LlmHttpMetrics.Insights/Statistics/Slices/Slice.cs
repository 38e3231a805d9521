using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Statistics.Sketches;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>The figures of the calls in a span of time, in memory that does not grow with their number.</summary>
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

    /// <summary>The index of its span of time among spans of the same length.</summary>
    public long Group { get; set; }

    public Sketch Latency { get; } = new();

    public Sketch FirstToken { get; } = new();

    /// <summary>The number of calls, indexed by <see cref="OutcomeOrder"/>.</summary>
    public ReadOnlySpan<long> Outcomes => _outcomes;

    /// <summary>The number of calls, indexed by error number.</summary>
    public ReadOnlySpan<long> Errors => _errors;

    /// <summary>Costs, indexed by currency number.</summary>
    public ReadOnlySpan<Money> Costs => _costs;

    /// <summary>Tokens, indexed by <see cref="SourceOrder"/>; unused sources at the end may be missing.</summary>
    public ReadOnlySpan<SourceAmounts> Sources => _sources;

    /// <summary>The amounts of input and output text; empty if none was counted.</summary>
    public ReadOnlySpan<CapacityAmount> Capacity => _capacity;

    /// <summary>The number of fallbacks, indexed by reason number.</summary>
    public ReadOnlySpan<long> Fallbacks => _fallbacks;

    /// <summary>The number of calls whose provider should have reported usage but did not.</summary>
    public long UsageMissing { get; private set; }

    /// <summary>The number of calls with tokens but without a price.</summary>
    public long PriceMissing { get; private set; }

    /// <summary>The number of answered calls whose cost is unknown.</summary>
    public long CostMissing { get; private set; }

    public ref readonly Amount Input => ref _input;

    public ref readonly Amount Output => ref _output;

    public ref readonly Amount CachedInput => ref _cachedInput;

    public ref readonly Amount CacheWrite => ref _cacheWrite;

    public ref readonly Amount Reasoning => ref _reasoning;

    /// <summary>The total duration of the calls whose output is known, in seconds.</summary>
    public double OutputSeconds { get; private set; }

    /// <summary>When the first call ended, as a timestamp of the clock.</summary>
    public long FirstEnd { get; private set; } = long.MaxValue;

    /// <summary>When the last call ended, as a timestamp of the clock.</summary>
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

    /// <summary>Clears the slice but keeps the memory.</summary>
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
