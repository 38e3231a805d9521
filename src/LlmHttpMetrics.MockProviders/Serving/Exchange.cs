using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>All that belongs to the exchange at hand.</summary>
internal sealed record Exchange(
    HttpContext Context,
    MockProviderOptions Options,
    ReplyPlan Plan,
    IdMaker Ids,
    LedgerRecorder Recorder,
    CancellationToken Stopped)
{
    // Long enough for the client to have read what came before a cut: a reset may discard what it hasn't.
    private static readonly TimeSpan BeforeCut = TimeSpan.FromMilliseconds(30);

    public MockReply Reply => Plan.Reply;

    public MockFault? Fault => Plan.Reply.Fault;

    public Task PauseAsync(TimeSpan delay) => delay > TimeSpan.Zero ? Task.Delay(delay, Options.TimeProvider, Stopped) : Task.CompletedTask;

    /// <summary>Records the cut, then makes it.</summary>
    public async Task CutAsync()
    {
        Recorder.Write(LedgerOutcome.Cut);
        await Task.Delay(BeforeCut, Options.TimeProvider, Stopped).ConfigureAwait(false);
        Context.Abort();
    }

    /// <summary>Records the stall, then waits until client or server goes.</summary>
    public Task StallAsync()
    {
        Recorder.Write(LedgerOutcome.Stalled);
        return Task.Delay(Timeout.InfiniteTimeSpan, Stopped);
    }
}
