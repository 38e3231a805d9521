using LlmHttpMetrics.MockProviders.Requests;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Handles one request from its first byte to its ledger entry.</summary>
internal sealed class ExchangeHandler(MockProviderOptions options, MockScript script, MockLedger ledger, CancellationToken stopping)
{
    private readonly IdMaker _ids = new();

    public async Task HandleAsync(HttpContext context)
    {
        var recorder = new LedgerRecorder(ledger, options.TimeProvider);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var request = await RequestReader.ReadAsync(context).ConfigureAwait(false);
            recorder.Request = request;
            var plan = new ReplyPlan(request, ReplyTo(request), _ids, options.TimeProvider.GetUtcNow());
            await AnswerAsync(new Exchange(context, options, plan, _ids, recorder, stopped.Token)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has disconnected or the server is stopping, so no answer can be sent.
            recorder.Write(LedgerOutcome.ClientGone);
            context.Abort();
        }
        catch
        {
            // A reply that cannot be sent, such as one with an invalid header: Kestrel answers with status 500.
            recorder.Status = StatusCodes.Status500InternalServerError;
            recorder.Write(LedgerOutcome.Error);
            throw;
        }
    }

    // Requests that a real service would refuse are checked first, so that a script cannot hide an invalid request.
    private MockReply ReplyTo(MockRequest request)
    {
        if (RequestCheck.Find(request) is { } refusal)
        {
            return MockReply.Default with { Fault = refusal };
        }

        try
        {
            return script.Find(request);
        }
        catch (Exception e)
        {
            return MockReply.Default with { Fault = MockFault.Status(500, message: "The script failed: " + e.Message) };
        }
    }

    private static async Task AnswerAsync(Exchange exchange)
    {
        await exchange.PauseAsync(exchange.Reply.DelayToHeaders).ConfigureAwait(false);
        exchange.Recorder.Fault = exchange.Fault?.Kind switch
        {
            MockFaultKind.Status or MockFaultKind.CutBeforeHeaders or MockFaultKind.StallBeforeHeaders => exchange.Fault.Kind,
            _ => null,
        };
        Dialect.Headers(exchange.Plan, exchange.Context.Response.Headers);
        await (exchange.Fault?.Kind switch
        {
            MockFaultKind.CutBeforeHeaders => exchange.CutAsync(),
            MockFaultKind.StallBeforeHeaders => exchange.StallAsync(),
            MockFaultKind.Status => ErrorAnswer.WriteAsync(exchange, exchange.Fault.StatusCode),
            _ => ContentAsync(exchange),
        }).ConfigureAwait(false);
    }

    private static Task ContentAsync(Exchange exchange)
    {
        var format = Dialect.FormatOf(exchange.Plan);
        return exchange.Plan.Request.Stream && format.Events() is { } events
            ? new StreamPump(exchange, format).RunAsync(events)
            : JsonAnswer.WriteAsync(exchange, format);
    }
}
