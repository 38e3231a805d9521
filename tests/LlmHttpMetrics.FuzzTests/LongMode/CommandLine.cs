using System.CommandLine;
using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.LongMode;

/// <summary>The arguments of the long mode; it exits with 1 where it has found something.</summary>
internal static class CommandLine
{
    private const long DefaultCount = 1_000_000;

    public static RootCommand Create()
    {
        Option<long> count = new("--count") { Description = "How many mutated bodies are run.", DefaultValueFactory = _ => DefaultCount };
        Option<int> seed = new("--seed")
        {
            Description = "Which ones: the same seed makes the same bodies.",
            DefaultValueFactory = _ => Environment.TickCount & int.MaxValue
        };
        Option<long> first = new("--first") { Description = "The number of the first one; with --count 1, that one alone." };
        Option<string> save = new("--save") { Description = "The folder for failing inputs.", DefaultValueFactory = _ => Path.Combine("artifacts", "fuzz") };
        count.Validators.Add(result => Require(result, count, 1));
        first.Validators.Add(result => Require(result, first, 0));
        RootCommand root = new("Sends mutated bodies through the monitoring and checks that no call is harmed.") { count, seed, first, save };
        root.SetAction(result =>
        {
            FuzzRun run = new(Console.Out, result.GetValue(seed), result.GetValue(save)!);
            run.Run(result.GetValue(first), result.GetValue(count));
            return run.Findings == 0 ? 0 : 1;
        });
        root.Subcommands.Add(Replay());
        root.Subcommands.Add(Large());
        return root;
    }

    private static Command Replay()
    {
        Argument<FileInfo> file = new Argument<FileInfo>("file") { Description = "A failing input that was saved." }.AcceptExistingOnly();
        Command replay = new("replay", "Runs a saved input again.") { file };
        replay.SetAction(result =>
        {
            var saved = SavedCase.Read(result.GetValue(file)!.FullName);
            _ = ExchangeSet.All;
            var failure = CaseRunner.Shared.Run(saved.Case);
            Console.WriteLine($"{saved.Case}{Environment.NewLine}  {failure ?? "Nothing is wrong."}");
            return failure is null ? 0 : 1;
        });
        return replay;
    }

    private static Command Large()
    {
        Command large = new("large", "Reads streams and strings of a gigabyte, and says what is held meanwhile.");
        large.SetAction(_ => LargeBodies.Report(Console.Out) ? 0 : 1);
        return large;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, Option<long> option, long least)
    {
        if (result.Errors.Any() || result.GetValue(option) >= least)
        {
            return;
        }

        result.AddError($"{option.Name} is {result.GetValue(option)}; it must be {least} or more.");
    }
}
