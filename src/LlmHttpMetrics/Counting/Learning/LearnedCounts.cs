using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Counting.Learning;

/// <summary>
/// Learns how the figures of a provider's models follow from counts of ours. A model of which little is known is taken to be like the
/// provider's others, and a provider of which nothing is known to count as we do. Bounded: the model longest unused gives way.
/// </summary>
internal sealed class LearnedCounts(int maxModels)
{
    /// <summary>How many calls of its own outweigh, by three to one and more, what the provider's other models show.</summary>
    private const double PoolWeight = 0.3;

    /// <summary>The weight of each point of what is supposed before anything is learned.</summary>
    private const double StartWeight = 0.03;

    /// <summary>How far an estimate may be trusted of which nothing is known.</summary>
    private const double StartConfidence = 0.5;

    /// <summary>How many checked estimates weigh as much as what was supposed before.</summary>
    private const double StartChecks = 4;

    /// <summary>Fewer calls agree by chance.</summary>
    private const int LeastForOffset = 4;

    /// <summary>Exact counts that are further off than this, as a share of what was reported, miss something of the calls.</summary>
    private const double MostForExact = 0.1;

    /// <summary>Nothing has been learned of calls like these, but of plain ones.</summary>
    private const double OtherShape = 0.7;

    private static readonly int[] StartPoints = [10, 100, 1000];

    private readonly object _lock = new();
    private readonly Dictionary<LearnedName, LearnedModel> _models = [];
    private long _uses;
    private long _version;
    private long _saved;

    /// <summary>Models and providers that are held.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _models.Count;
            }
        }
    }

    /// <summary>What the provider would report for a count of ours, and how far that may be trusted.</summary>
    public (long Tokens, double Confidence) Estimate(LearnedName name, bool isInput, CallShape shape, long counted)
    {
        lock (_lock)
        {
            var (own, pool) = (Find(name)?.Find(isInput, shape), Find(name.Whole)?.Find(isInput, shape));
            if (own is null && pool is null && shape != CallShape.Plain)
            {
                var (tokens, confidence) = Estimate(name, isInput, CallShape.Plain, counted);
                return (tokens, confidence * OtherShape);
            }

            return (Fit(own, pool, StartRatios.Of(name.Model)).Of(counted), Blend(own, Blend(pool, StartConfidence)));
        }
    }

    /// <summary>
    /// A count by the model's own tokenizer, and the offset that more than half of its recent calls agree upon. Where they agree on none and the
    /// count was far off, it is no better than another's, and corrected as that would be. Confidence is the given one as far as nothing is known.
    /// </summary>
    public (long Tokens, double Confidence, bool IsEstimate) Correct(LearnedName name, bool isInput, CallShape shape, long counted, double confidence)
    {
        lock (_lock)
        {
            var own = Find(name)?.Find(isInput, shape);
            confidence = Blend(own, confidence);
            if (own is null || own.Count < LeastForOffset || counted <= 0)
            {
                return (counted, confidence, false);
            }

            if (AgreedOffset(own) is { } offset)
            {
                return (Math.Max(1, counted + offset), confidence, false);
            }

            return MeanError(own) > MostForExact ? (Fit(own, pool: null, start: 1).Of(counted), confidence, true) : (counted, confidence, false);
        }
    }

    /// <summary>Takes in what was counted here of a call and what its provider reported.</summary>
    /// <param name="name">Whose call, and who counted.</param>
    /// <param name="isInput">Its request, else its answer.</param>
    /// <param name="shape">What the text stood among.</param>
    /// <param name="sample">The figures.</param>
    /// <param name="isExact">The tokenizer is the model's own.</param>
    /// <returns>What we would have said of it.</returns>
    public long Learn(LearnedName name, bool isInput, CallShape shape, Sample sample, bool isExact)
    {
        lock (_lock)
        {
            var ours = isExact ? Correct(name, isInput, shape, sample.Counted, confidence: 1).Tokens : Estimate(name, isInput, shape, sample.Counted).Tokens;
            Add(name);
            if (!isExact)
            {
                Add(name.Whole);
            }

            _version++;
            return ours;

            void Add(LearnedName learned)
            {
                var samples = Get(learned).Get(isInput, shape);
                samples.Check(ours, sample.Reported);
                samples.Add(sample);
            }
        }
    }

    /// <summary>All that is known, for a file; null where nothing has changed since this was last asked.</summary>
    public IReadOnlyList<(LearnedName Name, LearnedModel Model)>? TakeChanged()
    {
        lock (_lock)
        {
            if (_version == _saved)
            {
                return null;
            }

            _saved = _version;
            return [.. _models.OrderBy(pair => pair.Value.LastUsed).Select(pair => (pair.Key, Copy(pair.Value)))];
        }
    }

    /// <summary>It could not be saved.</summary>
    public void Retake()
    {
        lock (_lock)
        {
            _saved = -1;
        }
    }

    /// <summary>Takes over what a file knows.</summary>
    public void Restore(IEnumerable<(LearnedName Name, LearnedModel Model)> models)
    {
        lock (_lock)
        {
            foreach (var (name, model) in models)
            {
                Make(name, model);
            }
        }
    }

    private static LearnedModel Copy(LearnedModel model)
    {
        LearnedModel copy = new();
        foreach (var (isInput, shape, samples) in model.All())
        {
            var copied = copy.Get(isInput, shape);
            foreach (var sample in samples.Oldest())
            {
                copied.Add(sample);
            }

            copied.Restore(samples.Error, samples.Checked);
        }

        return copy;
    }

    private static Line Fit(RecentSamples? own, RecentSamples? pool, double start)
    {
        LineFit fit = new();
        foreach (var (sample, weight) in own?.Weighted() ?? [])
        {
            fit.Add(sample.Counted, sample.Reported, weight);
        }

        var whole = pool?.Weighted().Sum(pair => pair.Weight) ?? 0;
        foreach (var (sample, weight) in pool?.Weighted() ?? [])
        {
            fit.Add(sample.Counted, sample.Reported, PoolWeight * weight / whole);
        }

        foreach (var point in StartPoints)
        {
            fit.Add(point, start * point, StartWeight);
        }

        return fit.Fit();
    }

    private static double Blend(RecentSamples? samples, double start) =>
        samples is null ? start : ((samples.Checked * (1 - samples.Error)) + (StartChecks * start)) / (samples.Checked + StartChecks);

    /// <summary>What more than half of the samples agree upon, the newer ones having more to say; null where they do not.</summary>
    private static long? AgreedOffset(RecentSamples samples)
    {
        Dictionary<long, double> weights = [];
        var whole = 0d;
        foreach (var (sample, weight) in samples.Weighted())
        {
            var offset = sample.Reported - sample.Counted;
            weights[offset] = weights.GetValueOrDefault(offset) + weight;
            whole += weight;
        }

        var (best, most) = weights.MaxBy(pair => pair.Value);
        return most > whole / 2 ? best : null;
    }

    private static double MeanError(RecentSamples samples) =>
        samples.Oldest().Average(sample => Math.Abs(sample.Reported - sample.Counted) / (double)Math.Max(1, sample.Reported));

    private LearnedModel? Find(LearnedName name)
    {
        if (!_models.TryGetValue(name, out var model))
        {
            return null;
        }

        model.LastUsed = ++_uses;
        return model;
    }

    private LearnedModel Get(LearnedName name) => Find(name) ?? Make(name, new LearnedModel());

    private LearnedModel Make(LearnedName name, LearnedModel model)
    {
        if (_models.Count >= maxModels && !_models.ContainsKey(name))
        {
            _models.Remove(_models.MinBy(pair => pair.Value.LastUsed).Key);
        }

        model.LastUsed = ++_uses;
        return _models[name] = model;
    }
}
