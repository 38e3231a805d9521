namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>The learned usage of a model's calls.</summary>
/// <param name="InputPerByte">The mean number of input tokens per byte of the request body.</param>
/// <param name="Input">The mean number of input tokens per call.</param>
/// <param name="Output">The mean number of output tokens per call.</param>
/// <param name="GreatestInput">The maximum number of input tokens of a call.</param>
internal readonly record struct UsageMeans(double InputPerByte, double Input, double Output, long GreatestInput)
{
    /// <summary>
    /// The values before anything has been learned: a token is about four bytes of English in JSON, and a question and its answer have some hundred each.
    /// </summary>
    public static UsageMeans Start { get; } = new(0.25, 1000, 500, 0);
}
