using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LlmHttpMetrics.Benchmarks.Quick;
using LlmHttpMetrics.Benchmarks.Tokens;
using LlmHttpMetrics.Tokenizers;

namespace LlmHttpMetrics.Benchmarks;

/// <summary><c>quick</c> prints the figures that must be reached; anything else goes to BenchmarkDotNet.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is ["quick", .. var groups])
        {
            return QuickMode.Run(groups);
        }

        if (args is ["tokens", .. var encoding])
        {
            TokensMode.Run(encoding is [var name] ? name : TokenEncodings.O200kBase);
        }
        else
        {
            // In this process: the project that BenchmarkDotNet would generate finds neither our output folder nor our package versions.
            var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
        }

        return 0;
    }
}
