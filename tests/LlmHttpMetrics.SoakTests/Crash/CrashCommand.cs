using System.CommandLine;
using System.Globalization;

namespace LlmHttpMetrics.SoakTests.Crash;

/// <summary>The commands of the crash: the one that a user gives, and the one by which it starts the process to be killed.</summary>
internal static class CrashCommand
{
    private const int MostEvents = 100_000_000;

    public static Command Create()
    {
        Option<int> count = new("--count") { Description = "How many events.", DefaultValueFactory = _ => 1_000_000 };
        Option<bool> compress = new("--compress") { Description = "Full files are compressed." };
        count.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValue(count) is < 10_000 or > MostEvents)
            {
                result.AddError($"--count is {result.GetValue(count)}; it must be 10000 to {MostEvents}.");
            }
        });
        Command command = new(
            "events", "Writes events to files, kills the process that writes them with kill -9 in the middle, and looks for what was confirmed.")
        {
            count,
            compress
        };
        command.SetAction((result, _) => RunAsync(result.GetValue(count), result.GetValue(compress)));
        return command;
    }

    public static Command CreateWriter()
    {
        Argument<string> folder = new("folder");
        Argument<int> first = new("first");
        Argument<int> count = new("count");
        Argument<bool> compress = new("compress");
        Command command = new("write-events") { folder, first, count, compress };
        command.Hidden = true;
        command.SetAction(
            (result, _) => CrashWriter.RunAsync(result.GetValue(folder)!, result.GetValue(first), result.GetValue(count), result.GetValue(compress)));
        return command;
    }

    public static string Describe(CrashRun run, int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Confirmed + 1} events were confirmed before the kill, {run.Survived} survived it, {count} are there in the "
            + $"end: {(double)run.Bytes / count:0.0} bytes each.");

    private static async Task<int> RunAsync(int count, bool compress)
    {
        var folder = Directory.CreateTempSubdirectory("llm-http-metrics-").FullName;
        try
        {
            CrashRun run = new(folder, count, compress);
            await run.RunAsync();
            Console.WriteLine(Describe(run, count));
            foreach (var fault in run.Faults)
            {
                Console.WriteLine(fault);
            }

            return run.Faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
