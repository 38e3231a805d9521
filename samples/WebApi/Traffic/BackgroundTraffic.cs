using LlmHttpMetrics;
using Microsoft.Extensions.Options;
using WebApi.Chat;
using WebApi.Providers;

namespace WebApi.Traffic;

/// <summary>Continuously calls the providers, like users of a service.</summary>
internal sealed class BackgroundTraffic(ChatService chat, IOptions<TrafficOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const int MostAtOnce = 64;

    /// <summary>Some users leave before the answer begins, but not before a busy machine has sent the request.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.CallsPerSecond == 0)
        {
            return;
        }

        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1 / options.Value.CallsPerSecond));
        using SemaphoreSlim places = new(MostAtOnce);
        for (var i = 0; i < (options.Value.MaxCalls ?? int.MaxValue) && await timer.WaitForNextTickAsync(stoppingToken); i++)
        {
            await places.WaitAsync(stoppingToken);
            _ = CallAsync(TrafficCalls.Next(), places, stoppingToken);
        }

        for (var i = 0; i < MostAtOnce; i++)
        {
            await places.WaitAsync(stoppingToken);
        }
    }

    private async Task CallAsync(ProviderCall call, SemaphoreSlim places, CancellationToken stoppingToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        if (call.Model == "gpt-5-mini" && Random.Shared.Next(12) == 0)
        {
            leaving.CancelAfter(Patience);
        }

        try
        {
            using var scope = LlmCall.Begin(new LlmCallInfo { Feature = "traffic" });
            await foreach (var text in chat.AskAsync(call, leaving.Token))
            {
                _ = text;
            }
        }
        catch (Exception e) when (e is ProviderException or HttpRequestException or IOException or OperationCanceledException)
        {
            // Some calls are meant to fail; the statistics report how many did.
        }
        finally
        {
            places.Release();
        }
    }
}
