using Spectre.Console;

namespace QuickStart.Traffic;

/// <summary>Sends all calls, several at a time, and shows the progress.</summary>
internal static class TrafficRun
{
    private const int AtATime = 12;

    public static Task SendAllAsync(IReadOnlyList<PlannedCall> calls, Caller caller) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async progress =>
        {
            var task = progress.AddTask($"{calls.Count} calls", maxValue: calls.Count);
            await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (call, _) =>
            {
                await caller.SendAsync(call);
                task.Increment(1);
            });
        });
}
