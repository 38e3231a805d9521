using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Sends an answer that is not streamed, after the time that its stream would have taken.</summary>
internal static class JsonAnswer
{
    public static async Task WriteAsync(Exchange exchange, IWireFormat format)
    {
        var gaps = Math.Max(0, exchange.Plan.ContentEvents - 1);
        await exchange.PauseAsync(exchange.Reply.DelayToFirstToken + (exchange.Reply.DelayBetweenTokens * gaps)).ConfigureAwait(false);
        if (exchange.Fault?.Kind == MockFaultKind.ErrorEvent)
        {
            await ErrorAnswer.WriteAsync(exchange, StatusCodes.Status200OK).ConfigureAwait(false);
            return;
        }

        exchange.Recorder.Status = exchange.Context.Response.StatusCode = StatusCodes.Status200OK;
        exchange.Context.Response.ContentType = "application/json";
        await using var body = ResponseBody.Open(exchange.Context, exchange.Options.UseCompression);
        await (exchange.Fault is { } fault
            ? BrokenJsonAnswer.WriteAsync(exchange, fault.Kind, format.Body(), body)
            : WriteAsync(exchange, format, body)).ConfigureAwait(false);
    }

    private static Task WriteAsync(Exchange exchange, IWireFormat format, ResponseBody body)
    {
        var bytes = format.Body();
        var recorder = exchange.Recorder;
        recorder.ResponseModel = exchange.Plan.Request.IsInference && format.NamesModel ? exchange.Plan.Model : null;
        recorder.ResponseId = format.ResponseId;
        recorder.Figures(format.BodyFigures);
        recorder.Content();
        recorder.Write(format.Outcome);
        exchange.Context.Response.ContentLength = body.IsCompressed ? null : bytes.Length;
        return body.WriteAsync(bytes, exchange.Stopped);
    }
}
