namespace WebApi.Traffic;

/// <summary>The response of <c>/ledger</c>.</summary>
/// <param name="Requests">The number of calls served.</param>
/// <param name="Refused">The number of calls with an error status.</param>
/// <param name="InputTokens">The input tokens reported.</param>
/// <param name="OutputTokens">The output tokens reported.</param>
internal sealed record LedgerAnswer(int Requests, int Refused, long InputTokens, long OutputTokens);
