using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LlmHttpMetrics.SoakTests.Script;

namespace LlmHttpMetrics.SoakTests.Traffic;

/// <summary>Makes a call and brings it to its ending.</summary>
internal sealed class StreamCaller(Clients clients, OpenStreams streams, Leftovers leftovers)
{
    private const int BufferSize = 2048;

    /// <summary>Nothing of the call is left on the stack when it returns, so that a dropped response is really dropped.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public async Task CallAsync(StreamPlan plan)
    {
        var arrived = streams.Begin(plan);
        using CancellationTokenSource cancellation = new();
        try
        {
            await PlayAsync(plan, arrived, cancellation);
        }
        catch (Exception e) when (IsDue(plan, e, cancellation))
        {
            // The ending that was planned.
        }
        finally
        {
            streams.End();
        }
    }

    private static bool IsDue(StreamPlan plan, Exception e, CancellationTokenSource cancellation) =>
        plan.Ending == StreamEnding.Cut ? e is HttpRequestException or IOException : e is OperationCanceledException && cancellation.IsCancellationRequested;

    private async Task PlayAsync(StreamPlan plan, Task arrived, CancellationTokenSource cancellation)
    {
        using var request = clients.Post(plan.Wire.Path);
        request.Content = new StringContent(plan.Body, Encoding.UTF8, "application/json");
        request.Headers.Add(OpenStreams.Header, plan.Number.ToString(CultureInfo.InvariantCulture));
        var sending = Send(plan, request, cancellation.Token);
        if (plan.Ending == StreamEnding.CancelledBeforeHeaders)
        {
            await Task.WhenAny(arrived, sending);
            await cancellation.CancelAsync();
        }

        var response = await sending;
        var started = TimeProvider.System.GetTimestamp();
        leftovers.Add(response);
        leftovers.Add(response.Content);
        var stream = await response.Content.ReadAsStreamAsync(cancellation.Token);
        leftovers.Add(stream);
        if (!plan.IsLeftByCaller)
        {
            await ReadAllAsync(stream, response, plan);
            return;
        }

        await ReadToMarkerAsync(stream, plan.Wire);
        switch (plan.Ending)
        {
            case StreamEnding.Dropped:
                return;
            case StreamEnding.Disposed:
                response.Dispose();
                return;
            case StreamEnding.TimedOut:
                await Task.Delay(Clients.Timeout);
                while (TimeProvider.System.GetElapsedTime(started) < Clients.Timeout)
                {
                    await Task.Delay(1);
                }

                break;
        }

        using (response)
        {
            var reading = stream.ReadAsync(new byte[BufferSize], cancellation.Token).AsTask();
            await cancellation.CancelAsync();
            while (await reading > 0)
            {
                // What was on its way behind the marker.
                reading = stream.ReadAsync(new byte[BufferSize], cancellation.Token).AsTask();
            }
        }
    }

    private Task<HttpResponseMessage> Send(StreamPlan plan, HttpRequestMessage request, CancellationToken cancellationToken) =>
        clients.For(plan).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private static async Task ReadAllAsync(Stream stream, HttpResponseMessage response, StreamPlan plan)
    {
        using (response)
        {
            var seen = plan.HidesUsage ? new StringBuilder() : null;
            var buffer = new byte[BufferSize];
            while (await stream.ReadAsync(buffer) is > 0 and var read)
            {
                seen?.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            if (seen?.ToString().Contains("\"choices\":[]", StringComparison.Ordinal) == true)
            {
                throw new InvalidOperationException($"Call {plan.Number} shows the usage that its caller did not ask for: {seen}");
            }
        }
    }

    /// <summary>Reads to the end of the event with the marker, behind which the server falls silent.</summary>
    private static async Task ReadToMarkerAsync(Stream stream, StreamWire wire)
    {
        StringBuilder seen = new();
        var buffer = new byte[BufferSize];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            seen.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var text = seen.ToString();
            var marker = text.IndexOf(StreamPlan.Marker, StringComparison.Ordinal);
            if (marker >= 0 && text.AsSpan(marker).Contains(wire.EventEnd, StringComparison.Ordinal))
            {
                return;
            }

            if (read == 0)
            {
                throw new InvalidOperationException($"The stream of {wire.Path} ended without its marker: {text}");
            }
        }
    }
}
