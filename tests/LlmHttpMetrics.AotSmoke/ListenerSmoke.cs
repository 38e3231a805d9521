using System.Diagnostics.Metrics;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>
/// Makes calls before there is a listener, and the next call right after one is added, in each possible way. Has to run first, before anything has
/// listened.
/// </summary>
internal static class ListenerSmoke
{
    private const int Silent = 3;

    public static async Task RunAsync(Checks checks)
    {
        await using var server = await MockProviderServer.StartAsync();
        using var http = new HttpClient(LlmMonitoring.CreateHandler(new SocketsHttpHandler()));
        Conversation conversation = new(http, server.BaseAddress);
        for (var call = 0; call < Silent; call++)
        {
            await conversation.AskAsync();
        }

        Instrument? requests = null;
        double heard = 0;
        using (MeterListener started = new())
        {
            started.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == LlmInstrumentNames.Requests)
                {
                    requests = instrument;
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            started.SetMeasurementEventCallback<long>((_, value, _, _) => heard += value);
            started.Start();
            await conversation.AskAsync();
        }

        checks.Same("calls a listener hears that came after some", 1, heard);
        await conversation.AskAsync();
        checks.Same("calls it hears after it has gone", 1, heard);

        using MeterListener neverStarted = new();
        neverStarted.SetMeasurementEventCallback<long>((_, value, _, _) => heard += value);
        neverStarted.EnableMeasurementEvents(requests!);
        await conversation.AskAsync();
        checks.Same("calls heard by a listener that was given an instrument and never started", 2, heard);
        checks.Same("calls served", Silent + 3, (await server.Ledger.WaitForAsync(Silent + 3)).Count);
    }
}
