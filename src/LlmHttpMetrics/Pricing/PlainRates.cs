namespace LlmHttpMetrics.Pricing;

/// <summary>
/// Prices input, cached input and output to the very double that the exact amount converts to, without decimals. The prices are held as
/// whole numbers of the last digit that any of them has. A double sums whole numbers exactly below 2^53, and powers of ten are exact up to
/// 10^22, so that the one division rounds as the conversion of a decimal does, which is the same division.
/// </summary>
internal sealed class PlainRates
{
    private const long Inexact = 1L << 53;
    private const int MostDigits = 22;

    private readonly double _input;
    private readonly double _cacheRead;
    private readonly double _cacheReadSavings;
    private readonly double _output;
    private readonly double _request;
    private readonly double _one;

    public PlainRates(RateSet rates)
    {
        var request = rates.Request ?? 0;
        var digits = new[] { rates.Input, rates.CacheRead, rates.Output, rates.Reasoning, request }.Max(rate => rate.Scale);
        var one = 1m;
        for (var i = 0; i < Math.Min((int)digits, MostDigits); i++)
        {
            one *= 10;
        }

        _input = Whole(rates.Input, one);
        _cacheRead = Whole(rates.CacheRead, one);
        _cacheReadSavings = Math.Max(0, _input - _cacheRead);
        _output = Whole(rates.Output, one);
        _request = Whole(request, one);
        _one = digits <= MostDigits ? (double)one : double.NaN;
        PricesReasoning = rates.Reasoning != rates.Output;
    }

    /// <summary>Reasoning does not cost what other output costs.</summary>
    public bool PricesReasoning { get; }

    /// <summary>What tokens and their request cost; NaN where only decimals tell.</summary>
    /// <param name="input">Input tokens; as all of them not below zero.</param>
    /// <param name="cached">Those of them that were read from a cache.</param>
    /// <param name="output">Output tokens.</param>
    public double Cost(long input, long cached, long output) =>
        Amount(((input - cached) * _input) + (cached * _cacheRead) + (output * _output) + _request);

    /// <summary>What input would have cost more, had it not been read from a cache; NaN where only decimals tell.</summary>
    public double Savings(long cached) => Amount(cached * _cacheReadSavings);

    /// <summary>NaN is not less either.</summary>
    private double Amount(double whole) => whole < Inexact ? whole / _one : double.NaN;

    private static double Whole(decimal price, decimal one) => price < Inexact / one ? decimal.ToInt64(price * one) : double.NaN;
}
