namespace LlmHttpMetrics.Interception;

/// <summary>One attempt of a call.</summary>
/// <param name="Exchange">The call.</param>
/// <param name="Number">The number of the attempt within the call, starting from 1.</param>
/// <param name="Started">When it was sent, as a timestamp of the clock.</param>
internal sealed record LlmAttempt(LlmExchange Exchange, int Number, long Started);
