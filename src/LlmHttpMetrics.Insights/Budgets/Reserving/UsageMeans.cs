namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>What calls of a model use, as far as that has been learned.</summary>
/// <param name="InputPerByte">Input tokens to a byte of the request's body.</param>
/// <param name="Input">Input tokens of a call.</param>
/// <param name="Output">Output tokens of a call.</param>
/// <param name="GreatestInput">The most input tokens that a call had.</param>
internal readonly record struct UsageMeans(double InputPerByte, double Input, double Output, long GreatestInput)
{
    /// <summary>
    /// Before anything has been learned: four bytes of English in JSON make about a token, and a question and its answer are some hundred tokens each.
    /// </summary>
    public static UsageMeans Start { get; } = new(0.25, 1000, 500, 0);
}
