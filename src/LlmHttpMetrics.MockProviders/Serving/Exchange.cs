using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>The state of one exchange.</summary>
internal sealed record Exchange(
    HttpContext Context,
    MockProviderOptions Options,
    ReplyPlan Plan,
    IdMaker Ids,
    LedgerRecorder Recorder,
    CancellationToken Stopped)
{
    // Long enough for the client to have read what was sent before the connection is closed: a reset can discard unread data.
    private static readonly TimeSpan BeforeCut = TimeSpan.FromMilliseconds(30);

    public MockReply Reply => Plan.Reply;

    public MockFault? Fault => Plan.Reply.Fault;

    public Task PauseAsync(TimeSpan delay) => delay > TimeSpan.Zero ? Task.Delay(delay, Options.TimeProvider, Stopped) : Task.CompletedTask;

    /// <summary>Records the fault, then closes the connection.</summary>
    public async Task CutAsync()
    {
        Recorder.Write(LedgerOutcome.Cut);
        await Task.Delay(BeforeCut, Options.TimeProvider, Stopped).ConfigureAwait(false);
        Context.Abort();
    }

    /// <summary>Records the fault, then waits until the client disconnects or the server stops.</summary>
    public Task StallAsync()
    {
        Recorder.Write(LedgerOutcome.Stalled);
        return Task.Delay(Timeout.InfiniteTimeSpan, Stopped);
    }
}
