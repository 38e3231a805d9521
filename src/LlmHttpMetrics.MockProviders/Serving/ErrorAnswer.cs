using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Sends an error body, with its own status or (like some services) with status 200.</summary>
internal static class ErrorAnswer
{
    public static async Task WriteAsync(Exchange exchange, int status)
    {
        var (context, fault, provider) = (exchange.Context, exchange.Fault!, exchange.Plan.Request.Provider);
        var error = Dialect.Error(provider, status, fault);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        Dialect.ErrorHeaders(provider, error, context.Response.Headers);
        if (fault.RetryAfter is { } delay)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var recorder = exchange.Recorder;
        recorder.Fault = fault.Kind;
        recorder.Status = status;
        recorder.ErrorCode = error.Code;
        recorder.ErrorType = error.Type;
        recorder.Write(LedgerOutcome.Error);
        await context.Response.Body.WriteAsync(Dialect.ErrorBody(provider, error, exchange.Ids), exchange.Stopped).ConfigureAwait(false);
    }
}
