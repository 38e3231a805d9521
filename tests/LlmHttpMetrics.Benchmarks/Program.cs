using BenchmarkDotNet.Running;
using LlmHttpMetrics.Benchmarks.Quick;

namespace LlmHttpMetrics.Benchmarks;

/// <summary><c>quick</c> prints the figures that must be reached; anything else goes to BenchmarkDotNet.</summary>
internal static class Program
{
    private static void Main(string[] args)
    {
        if (args is ["quick", ..])
        {
            QuickMode.Run();
        }
        else
        {
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        }
    }
}
