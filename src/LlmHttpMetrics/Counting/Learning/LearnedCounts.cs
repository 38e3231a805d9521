using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Counting.Learning;

/// <summary>
/// Learns how the figures of a provider's models relate to our counts. A model with few samples is assumed to behave like the provider's other
/// models, and a provider without samples to count as we do. Memory is limited: the least recently used model is dropped.
/// </summary>
internal sealed class LearnedCounts(int maxModels)
{
    /// <summary>The weight of the provider's other models: a model's own calls outweigh them by three to one or more.</summary>
    private const double PoolWeight = 0.3;

    /// <summary>The weight of each point that is assumed before anything has been learned.</summary>
    private const double StartWeight = 0.03;

    /// <summary>The confidence of an estimate without samples.</summary>
    private const double StartConfidence = 0.5;

    /// <summary>The number of checked estimates that weigh as much as the initial assumption.</summary>
    private const double StartChecks = 4;

    /// <summary>Fewer calls can agree by chance.</summary>
    private const int MinSamplesForOffset = 4;

    /// <summary>If exact counts differ by more than this fraction of the reported tokens, they do not cover everything that the calls contain.</summary>
    private const double MaxErrorOfExact = 0.1;

    /// <summary>The confidence factor if there are samples of plain calls, but none of this shape.</summary>
    private const double OtherShape = 0.7;

    private static readonly int[] StartPoints = [10, 100, 1000];

    private readonly object _lock = new();
    private readonly Dictionary<LearnedName, LearnedModel> _models = [];
    private long _uses;
    private long _version;
    private long _saved;

    /// <summary>The number of models and providers in memory.</summary>
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

    /// <summary>Estimates the tokens that the provider would report for one of our counts, and the confidence of the estimate.</summary>
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
    /// Corrects a count by the model's own tokenizer by the offset that more than half of its recent calls agree on. If they agree on none and the
    /// counts differ considerably, the count is treated like that of another model's tokenizer. The given confidence is used unless there is
    /// something better.
    /// </summary>
    public (long Tokens, double Confidence, bool IsEstimate) Correct(LearnedName name, bool isInput, CallShape shape, long counted, double confidence)
    {
        lock (_lock)
        {
            var own = Find(name)?.Find(isInput, shape);
            confidence = Blend(own, confidence);
            if (own is null || own.Count < MinSamplesForOffset || counted <= 0)
            {
                return (counted, confidence, false);
            }

            if (AgreedOffset(own) is { } offset)
            {
                return (Math.Max(1, counted + offset), confidence, false);
            }

            return MeanError(own) > MaxErrorOfExact ? (Fit(own, pool: null, start: 1).Of(counted), confidence, true) : (counted, confidence, false);
        }
    }

    /// <summary>Learns from our count of a call and the tokens that its provider reported.</summary>
    /// <param name="name">The provider and model of the call, and the tokenizer that counted.</param>
    /// <param name="isInput">Whether this is the request, otherwise the answer.</param>
    /// <param name="shape">The shape of the call.</param>
    /// <param name="sample">The figures.</param>
    /// <param name="isExact">Whether the tokenizer is the model's own.</param>
    /// <returns>The tokens that we would have reported.</returns>
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

    /// <summary>Returns everything that was learned, to be saved; null if nothing has changed since the last call.</summary>
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

    /// <summary>Reports that saving failed.</summary>
    public void MarkUnsaved()
    {
        lock (_lock)
        {
            _saved = -1;
        }
    }

    /// <summary>Restores what was saved.</summary>
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

    /// <summary>The offset that more than half of the samples agree on, with more weight for newer ones; null if there is none.</summary>
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
