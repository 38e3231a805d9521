using System.Text;
using LlmHttpMetrics.MockProviders.Sse;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Writes a stream event by event, with its delays and its fault, and records it.</summary>
internal sealed class StreamPump(Exchange exchange, IWireFormat format)
{
    private static readonly SseEvent Broken = new(
        EventKind.Control, Encoding.UTF8.GetBytes("""{"id":"broken","choices":[{"index":0,"delta":{"content":"bro"""));

    private readonly LedgerRecorder _recorder = exchange.Recorder;
    private readonly IEventEncoder _encoder = format.Encoder(exchange.Reply.Sse ?? exchange.Options.Sse);
    private MockFault? _pending = exchange.Fault;

    public async Task RunAsync(IEnumerable<SseEvent> events)
    {
        var response = exchange.Context.Response;
        response.ContentType = _encoder.ContentType;
        response.Headers.CacheControl = "no-cache";
        _recorder.Streamed = true;
        _recorder.Status = response.StatusCode = 200;
        _recorder.ResponseModel = format.NamesModel ? exchange.Plan.Model : null;
        _recorder.ResponseId = format.ResponseId;
        await using var body = ResponseBody.Open(exchange.Context, exchange.Options.UseCompression);
        foreach (var item in events)
        {
            if (IsFaultDue(item) && !await ExecuteFaultAsync(body).ConfigureAwait(false))
            {
                return;
            }

            await WriteAsync(body, item, format.Outcome).ConfigureAwait(false);
        }
    }

    // After enough content, or before the finish reason if the answer has less.
    private bool IsFaultDue(SseEvent next) => _pending is { } fault
        && (next.Kind is EventKind.Finish or EventKind.Last
            || (_recorder.Chunks >= fault.AfterTokens && (fault.AfterTokens > 0 || next.Kind == EventKind.Content)));

    /// <summary>Executes the fault; true if the stream continues after it.</summary>
    private async Task<bool> ExecuteFaultAsync(ResponseBody body)
    {
        var fault = _pending!;
        _pending = null;
        _recorder.Fault = fault.Kind;
        switch (fault.Kind)
        {
            case MockFaultKind.Malformed:
                await WriteAsync(body, Broken, LedgerOutcome.Malformed).ConfigureAwait(false);
                return true;
            case MockFaultKind.ErrorEvent:
                await FailAsync(body, Dialect.StreamError(exchange.Plan.Request.Provider, fault)).ConfigureAwait(false);
                return false;
            case MockFaultKind.Truncate:
                _recorder.Write(LedgerOutcome.Truncated);
                return false;
            case MockFaultKind.Stall:
                await exchange.StallAsync().ConfigureAwait(false);
                return false;
            default:
                await exchange.CutAsync().ConfigureAwait(false);
                return false;
        }
    }

    private async Task FailAsync(ResponseBody body, WireError error)
    {
        _recorder.ErrorCode = error.Code;
        _recorder.ErrorType = error.Type;
        foreach (var item in format.ErrorEvents(error))
        {
            await WriteAsync(body, item, LedgerOutcome.Error).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(ResponseBody body, SseEvent item, LedgerOutcome outcome)
    {
        if (item.Kind == EventKind.Content)
        {
            await exchange.PauseAsync(_recorder.Chunks == 0 ? exchange.Reply.DelayToFirstToken : exchange.Reply.DelayBetweenTokens).ConfigureAwait(false);
            _recorder.Chunk();
        }

        exchange.Stopped.ThrowIfCancellationRequested();
        _recorder.Figures(item.Figures);
        if (item.Kind == EventKind.Last)
        {
            _recorder.Write(outcome);
        }

        await body.WriteAsync(_encoder.Encode(item), exchange.Stopped).ConfigureAwait(false);
    }
}
