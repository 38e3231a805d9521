using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Asks providers to count the tokens of calls that no tokenizer counts, in the background and with time limits of their own.</summary>
internal sealed class ProviderCounts(OpenCounts open, BackgroundWork background, FaultCounter faults)
{
    /// <summary>Asks the provider to count if the call allows it; otherwise the fallback is used.</summary>
    public void Ask(PendingCount pending, string otherwise)
    {
        if (pending is not { Endpoint: { } endpoint, Body: { } body })
        {
            var reason = pending.Endpoint is null ? otherwise : pending.IsBodyCut ? FallbackReasons.TextTooLong : FallbackReasons.CountApiUnsuitable;
            open.FallBack(pending, reason);
            return;
        }

        open.Add(pending);
        pending.Timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (pending.IsCompleted || !endpoint.TryEnter())
        {
            body.Release();
            open.FallBack(pending, FallbackReasons.CountApiLimited);
            return;
        }

        background.Start(() => AskAsync(pending, endpoint, body));
    }

    private async Task AskAsync(PendingCount pending, CountEndpoint endpoint, HeldBody body)
    {
        try
        {
            var answer = await endpoint.AskAsync(body, pending.PathModel, pending.Settings.Performance).ConfigureAwait(false);
            if (answer.Tokens is { } tokens)
            {
                open.CountedByProvider(pending, tokens);
            }
            else
            {
                open.FallBack(pending, answer.Reason!);
            }
        }
        catch (Exception)
        {
            faults.Failed(Stages.Recording);
            open.Drop(pending);
        }
    }
}
