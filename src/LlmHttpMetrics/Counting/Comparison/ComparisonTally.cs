namespace LlmHttpMetrics.Counting.Comparison;

/// <summary>Running totals of the comparisons for one model in one direction, and its last errors.</summary>
internal sealed class ComparisonTally
{
    private const int LastErrors = 256;
    private const double HighShare = 0.95;
    private const int MaxTokenizers = 16;

    /// <summary>With fewer calls, no tokenizer is suggested.</summary>
    private const int MinCallsForSuggestion = 10;

    /// <summary>Another tokenizer is suggested if its error is at most this fraction of the error of the tokenizer in use.</summary>
    private const double MaxErrorShare = 0.8;

    private readonly float[] _errors = new float[LastErrors];
    private readonly Dictionary<string, (double Errors, long Calls)> _plain = [];
    private Compared _last;
    private long _calls;
    private long _reported;
    private long _ours;
    private long _characters;
    private double _sum;
    private double _worst;

    public void Add(in Compared compared)
    {
        var error = Error(compared.Ours, compared.Reported);
        _errors[_calls % LastErrors] = (float)error;
        _last = compared;
        _calls++;
        _reported += compared.Reported;
        _ours += compared.Ours;
        _characters += compared.Characters;
        _sum += error;
        _worst = Math.Max(_worst, error);
        foreach (var (tokenizer, count) in compared.Counts)
        {
            if (_plain.TryGetValue(tokenizer, out var known) || _plain.Count < MaxTokenizers)
            {
                _plain[tokenizer] = (known.Errors + Error(count, compared.Reported), known.Calls + 1);
            }
        }
    }

    public LlmMeasurementComparison Row(string provider, string model, string direction)
    {
        var better = Better();
        return new()
        {
            Provider = provider,
            Model = model,
            Direction = direction,
            Source = _last.Source,
            Tokenizer = _last.Tokenizer,
            Calls = _calls,
            ReportedTokens = _reported,
            OurTokens = _ours,
            Characters = _characters,
            MeanError = _sum / _calls,
            P95Error = Percentile95(),
            WorstError = _worst,
            SuggestedTokenizer = better?.Tokenizer,
            SuggestedMeanError = better?.Error,
        };
    }

    private static double Error(long ours, long reported) => Math.Abs(ours - reported) / (double)Math.Max(1, reported);

    private (string Tokenizer, double Error)? Better()
    {
        if (!_plain.TryGetValue(_last.Tokenizer, out var used))
        {
            return null;
        }

        var others = _plain.Where(pair => pair.Value.Calls >= MinCallsForSuggestion)
            .Select(pair => (Tokenizer: pair.Key, Error: pair.Value.Errors / pair.Value.Calls))
            .ToArray();
        var best = others.Length > 0 ? others.MinBy(other => other.Error) : default;
        return best.Tokenizer is not null && best.Tokenizer != _last.Tokenizer && best.Error <= MaxErrorShare * used.Errors / used.Calls ? best : null;
    }

    /// <summary>The 95th percentile of the last errors.</summary>
    private double Percentile95()
    {
        var sorted = _errors.AsSpan(0, (int)Math.Min(_calls, LastErrors)).ToArray();
        Array.Sort(sorted);
        return sorted[(int)Math.Ceiling(HighShare * sorted.Length) - 1];
    }
}
