using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The cost of the answer, as the provider reports it.</summary>
internal sealed class ReportedCost
{
    private const decimal DollarsPerTick = 0.000_000_000_1m;

    private decimal? _dollars;
    private decimal? _upstream;
    private decimal? _market;
    private bool _isOwnKey;

    /// <summary>
    /// US dollars, exactly as sent; null if the provider sends none. If the caller uses a key of their own, a gateway's figure is only its fee,
    /// which is not the cost of the call unless the provider's charge is known: OpenRouter sometimes omits it.
    /// </summary>
    public decimal? Amount =>
        _isOwnKey ? (_upstream > 0 ? (_dollars ?? 0) + _upstream : null)
        : _dollars is null or 0 && _market > 0 ? _market
        : _dollars;

    public void Begin()
    {
        _dollars = _upstream = _market = null;
        _isOwnKey = false;
    }

    public void Set(byte argument, ReadOnlySpan<byte> value)
    {
        var figure = (CostFigure)argument;
        if (figure == CostFigure.OwnKey)
        {
            _isOwnKey = value.SequenceEqual("true"u8);
        }
        else if (Number.TryReadAmount(value, out var amount))
        {
            if (figure == CostFigure.Upstream)
            {
                Replace(ref _upstream, amount);
            }
            else if (figure == CostFigure.Market)
            {
                Replace(ref _market, amount);
            }
            else
            {
                Replace(ref _dollars, figure == CostFigure.Ticks ? amount * DollarsPerTick : amount);
            }
        }
    }

    /// <summary>A cost of zero after another one comes from an empty usage object.</summary>
    private static void Replace(ref decimal? known, decimal amount) => known = amount == 0 && known > 0 ? known : amount;
}
