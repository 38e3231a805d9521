namespace LlmHttpMetrics.Interception;

/// <summary>One send of a call.</summary>
/// <param name="Exchange">The call.</param>
/// <param name="Number">Its place among the call's attempts, from 1 on.</param>
/// <param name="Started">When it was sent, by the clock's timestamps.</param>
internal sealed record LlmAttempt(LlmExchange Exchange, int Number, long Started);
