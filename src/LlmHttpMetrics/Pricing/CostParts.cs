namespace LlmHttpMetrics.Pricing;

/// <summary>The parts of a cost.</summary>
/// <param name="Input">Input that was neither read from a cache nor written to one.</param>
/// <param name="CacheRead">Input read from a cache.</param>
/// <param name="CacheWrite">Input written to a cache.</param>
/// <param name="Output">Output.</param>
/// <param name="Request">The request.</param>
/// <param name="Characters">Text, by its length.</param>
/// <param name="Tools">Tools that the provider ran.</param>
internal readonly record struct CostParts(
    decimal Input = 0, decimal CacheRead = 0, decimal CacheWrite = 0, decimal Output = 0, decimal Request = 0, decimal Characters = 0, decimal Tools = 0)
{
    /// <summary>The parts in the form that events have.</summary>
    public LlmCostParts ForEvent() =>
        new() { Input = Input, CacheRead = CacheRead, CacheWrite = CacheWrite, Output = Output, Request = Request, Characters = Characters, Tools = Tools };

    /// <summary>The parts plus the tokens of other parts.</summary>
    public CostParts PlusTokens(in CostParts other) => this with
    {
        Input = Plus(Input, other.Input),
        CacheRead = Plus(CacheRead, other.CacheRead),
        CacheWrite = Plus(CacheWrite, other.CacheWrite),
        Output = Plus(Output, other.Output),
    };

    public decimal Sum => Plus(Plus(Plus(Plus(Plus(Input + Output, CacheRead), CacheWrite), Request), Characters), Tools);

    /// <summary>Most parts are zero, and comparing is faster than adding.</summary>
    public static decimal Plus(decimal sum, decimal part) => part == 0 ? sum : sum + part;
}
