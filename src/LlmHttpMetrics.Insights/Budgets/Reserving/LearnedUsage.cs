namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>Learns the usage of a model's calls as exponentially weighted means.</summary>
internal sealed class LearnedUsage
{
    /// <summary>The decay of a call's weight with each later call: the last 34 calls have half of the total weight.</summary>
    private const double Kept = 0.98;

    private readonly object _lock = new();
    private Mean _perByte;
    private Mean _input;
    private Mean _output;
    private long _greatestInput;

    /// <summary>The model of the last call, for requests whose model is unknown before they are sent.</summary>
    public string? LastModel { get; private set; }

    public UsageMeans Means
    {
        get
        {
            lock (_lock)
            {
                var start = UsageMeans.Start;
                return new(_perByte.Or(start.InputPerByte), _input.Or(start.Input), _output.Or(start.Output), _greatestInput);
            }
        }
    }

    /// <summary>Learns from a call.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bytes">The length of the request body; zero if unknown.</param>
    /// <param name="input">The input tokens; null if unknown.</param>
    /// <param name="output">The output tokens; null if unknown.</param>
    public void Add(string? model, long bytes, long? input, long? output)
    {
        lock (_lock)
        {
            LastModel = model ?? LastModel;
            if (input is >= 0 and var sent)
            {
                _input.Add(sent, 1);
                _greatestInput = Math.Max(_greatestInput, sent);
                if (bytes > 0)
                {
                    _perByte.Add(sent, bytes);
                }
            }

            if (output is >= 0 and var received)
            {
                _output.Add(received, 1);
            }
        }
    }

    private struct Mean
    {
        private double _sum;
        private double _weight;

        public void Add(double amount, double weight)
        {
            _sum = (_sum * Kept) + amount;
            _weight = (_weight * Kept) + weight;
        }

        public readonly double Or(double start) => _weight > 0 ? _sum / _weight : start;
    }
}
