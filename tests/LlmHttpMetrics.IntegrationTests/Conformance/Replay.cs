namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Sends a recorded request and reads its recorded answer, each record in another way.</summary>
internal static class Replay
{
    /// <summary>True when network and caller got the bytes that were recorded.</summary>
    public static async Task<bool> RunAsync(Bench bench, CorpusRecord record, Split split, int turn)
    {
        bench.Clear();
        bench.Network.Prepare(record, split);
        using var request = new HttpRequestMessage(new HttpMethod(record.Request.Method!), Canary.In(record.Request.Url!));
        request.Content = turn % 3 == 0 ? new ByteArrayContent(record.Request.Body) : new StreamContent(new ReplayStream(record.Request.Body, split, turn));
        foreach (var (name, value) in record.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        Canary.In(request);
        using var response = turn % 2 == 0
            ? await bench.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)
            : bench.Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        var received = await ReadPath.All[turn % ReadPath.All.Length](response.Content);
        await LlmMonitoring.FlushAsync();
        return received.AsSpan().SequenceEqual(record.Response.Body) && bench.Network.Sent.AsSpan().SequenceEqual(record.Request.Body);
    }
}
