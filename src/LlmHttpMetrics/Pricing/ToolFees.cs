using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Pricing;

/// <summary>The fees of the tools that a provider runs, in addition to tokens.</summary>
internal sealed class ToolFees
{
    private readonly decimal?[] _fees = new decimal?[(int)HostedTool.Count * ToolFeeName.Units];

    private ToolFees()
    {
    }

    /// <param name="fees">Validated fees by their names.</param>
    public ToolFees(IEnumerable<KeyValuePair<string, decimal>> fees)
    {
        foreach (var (name, fee) in fees)
        {
            if (ToolFeeName.TryParse(name, out var tool, out var unit))
            {
                _fees[At(tool, unit)] = fee;
            }
        }
    }

    /// <summary>These fees, completed with those of others.</summary>
    public ToolFees Over(ToolFees? under)
    {
        if (under is null)
        {
            return this;
        }

        ToolFees merged = new();
        for (var tool = HostedTool.None; tool < HostedTool.Count; tool++)
        {
            var of = Knows(tool) ? this : under;
            Array.Copy(of._fees, At(tool, 0), merged._fees, At(tool, 0), ToolFeeName.Units);
        }

        return merged;
    }

    /// <summary>The cost of the calls of one answer.</summary>
    /// <param name="use">The calls.</param>
    /// <param name="isKnown">Whether every tool that was run has a fee, which may be zero.</param>
    public decimal Cost(HostedToolUse use, out bool isKnown)
    {
        isKnown = true;
        var sum = 0m;
        for (var tool = HostedTool.None + 1; tool < HostedTool.Count; tool++)
        {
            if (use[tool] is > 0 and var calls)
            {
                isKnown &= Knows(tool);
                sum = CostParts.Plus(sum, calls * (OfCall(tool, use.Context) ?? 0));
                sum = CostParts.Plus(sum, _fees[At(tool, ToolFeeUnit.Request)] ?? 0);
            }
        }

        return sum;
    }

    private decimal? OfCall(HostedTool tool, SearchContext context) =>
        (context == SearchContext.Unknown ? null : _fees[At(tool, ToolFeeUnit.Request + (int)context)]) ?? _fees[At(tool, ToolFeeUnit.Call)];

    private bool Knows(HostedTool tool)
    {
        foreach (var fee in _fees.AsSpan(At(tool, 0), ToolFeeName.Units))
        {
            if (fee is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static int At(HostedTool tool, ToolFeeUnit unit) => ((int)tool * ToolFeeName.Units) + (int)unit;
}
