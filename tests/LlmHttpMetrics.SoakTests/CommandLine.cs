using System.CommandLine;
using LlmHttpMetrics.SoakTests.Crash;
using LlmHttpMetrics.SoakTests.Readings;
using LlmHttpMetrics.SoakTests.Traffic;

namespace LlmHttpMetrics.SoakTests;

/// <summary>The arguments of the soak; it exits with 1 where something was lost or is left over.</summary>
internal static class CommandLine
{
    private const int MostStreams = 10_000;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(30);

    public static RootCommand Create()
    {
        Option<int> streams = new("--streams") { Description = "How many streams are open at once.", DefaultValueFactory = _ => 1_000 };
        Option<double> minutes = new("--minutes") { Description = "How long.", DefaultValueFactory = _ => 10 };
        Option<int> seed = new("--seed") { Description = "Which calls: the same seed makes the same calls.", DefaultValueFactory = _ => 1 };
        Option<bool> http2 = new("--http2") { Description = "HTTP/2 in place of HTTP/1.1." };
        Option<bool> disturb = new("--disturb") { Description = "Collections are forced meanwhile, and listeners come and go." };
        streams.Validators.Add(result => Require(result, streams, value => value is >= 1 and <= MostStreams, $"1 to {MostStreams}"));
        minutes.Validators.Add(result => Require(result, minutes, value => value is > 0 and <= 24 * 60, "more than 0 and at most 1440"));
        RootCommand root = new(
            "Keeps streams open against the mock providers, ends them in every way there is, and compares the meters with the server's ledger.")
        {
            streams,
            minutes,
            seed,
            http2,
            disturb
        };
        root.SetAction(async (result, _) =>
        {
            await using var disturbance = result.GetValue(disturb) ? Disturbance.Start() : null;
            var code = await RunAsync(result.GetValue(streams), TimeSpan.FromMinutes(result.GetValue(minutes)), result.GetValue(seed), result.GetValue(http2));
            if (disturbance is not null)
            {
                Console.WriteLine($"Disturbed {disturbance.Count} times by a collection and listeners, which heard {disturbance.Heard} measurements.");
            }

            return code;
        });
        root.Subcommands.Add(CrashCommand.Create());
        root.Subcommands.Add(CrashCommand.CreateWriter());
        return root;
    }

    private static async Task<int> RunAsync(int streams, TimeSpan length, int seed, bool http2)
    {
        Console.WriteLine($"{streams} streams over {(http2 ? "HTTP/2" : "HTTP/1.1")} for {length}, seed {seed}.");
        await using var soak = await Soak.StartAsync(streams, seed, http2);
        var started = TimeProvider.System.GetTimestamp();
        List<Round> rounds = [];
        while (TimeProvider.System.GetElapsedTime(started) < length)
        {
            var rest = length - TimeProvider.System.GetElapsedTime(started);
            rounds.Add(await soak.RunAsync(rest < RoundLength ? rest : RoundLength));
            Console.WriteLine($"{TimeProvider.System.GetElapsedTime(started):hh\\:mm\\:ss} {rounds[^1]}");
        }

        return Summary.Print(Console.Out, rounds) ? 0 : 1;
    }

    private static void Require<T>(System.CommandLine.Parsing.OptionResult result, Option<T> option, Func<T, bool> allowed, string range)
    {
        if (!result.Errors.Any() && result.GetValue(option) is { } value && !allowed(value))
        {
            result.AddError(FormattableString.Invariant($"{option.Name} is {value}; it must be {range}."));
        }
    }
}
