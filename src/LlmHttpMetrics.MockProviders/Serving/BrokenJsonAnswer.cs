using System.Text;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Sends half of an answer that is not streamed, followed by the fault.</summary>
internal static class BrokenJsonAnswer
{
    private static readonly byte[] Garbage = Encoding.UTF8.GetBytes("\"<html>:,");

    public static async Task WriteAsync(Exchange exchange, MockFaultKind fault, byte[] whole, ResponseBody body)
    {
        exchange.Recorder.Fault = fault;
        exchange.Recorder.Content();
        var half = whole[..(whole.Length / 2)];
        switch (fault)
        {
            case MockFaultKind.Malformed:
                exchange.Recorder.Write(LedgerOutcome.Malformed);
                await body.WriteAsync((byte[])[.. half, .. Garbage], exchange.Stopped).ConfigureAwait(false);
                break;
            case MockFaultKind.Truncate:
                exchange.Recorder.Write(LedgerOutcome.Truncated);
                await body.WriteAsync(half, exchange.Stopped).ConfigureAwait(false);
                break;
            case MockFaultKind.Stall:
                Promise(exchange, whole, body);
                await body.WriteAsync(half, exchange.Stopped).ConfigureAwait(false);
                await exchange.StallAsync().ConfigureAwait(false);
                break;
            default:
                Promise(exchange, whole, body);
                await body.WriteAsync(half, exchange.Stopped).ConfigureAwait(false);
                await exchange.CutAsync().ConfigureAwait(false);
                break;
        }
    }

    private static void Promise(Exchange exchange, byte[] whole, ResponseBody body) =>
        exchange.Context.Response.ContentLength = body.IsCompressed ? null : whole.Length;
}
