namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>Learns what the calls of a model use: means in which a call weighs the less the more have come after it.</summary>
internal sealed class LearnedUsage
{
    /// <summary>What is left of a call's weight with each call after it: half of all weight is that of the last 34 calls.</summary>
    private const double Kept = 0.98;

    private readonly object _lock = new();
    private Mean _perByte;
    private Mean _input;
    private Mean _output;
    private long _greatestInput;

    /// <summary>The model of the last call, for requests whose model is not known before they are sent.</summary>
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
    /// <param name="model">Its model.</param>
    /// <param name="bytes">The length of the request's body; zero where it was not seen.</param>
    /// <param name="input">Its input tokens; null where they are not known.</param>
    /// <param name="output">Its output tokens; null where they are not known.</param>
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
