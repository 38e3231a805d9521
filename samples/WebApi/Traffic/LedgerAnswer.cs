namespace WebApi.Traffic;

/// <summary>What <c>/ledger</c> answers.</summary>
/// <param name="Requests">Calls served.</param>
/// <param name="Refused">Those with an error status.</param>
/// <param name="InputTokens">Input tokens told.</param>
/// <param name="OutputTokens">Output tokens told.</param>
internal sealed record LedgerAnswer(int Requests, int Refused, long InputTokens, long OutputTokens);
