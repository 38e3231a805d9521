namespace LlmHttpMetrics.Pricing;

/// <summary>The errors in prices, each with its location and the allowed values.</summary>
internal sealed class PriceErrors
{
    /// <summary>The maximum number of errors that are reported; a file of another kind has one in every line.</summary>
    private const int MaxReported = 20;

    private readonly List<string> _all = [];
    private int _more;

    public bool Any => _all.Count > 0;

    public IReadOnlyList<string> All => _more == 0 ? _all : [.. _all, $"And {_more} more."];

    public void Add(string error)
    {
        if (_all.Count < MaxReported)
        {
            _all.Add(error);
        }
        else
        {
            _more++;
        }
    }

    public override string ToString() => string.Join(" ", All);
}
