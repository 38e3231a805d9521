using System.Globalization;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>One measured figure and what it must reach.</summary>
internal sealed record Figure(string Name, string Value, string Must, bool Reached)
{
    public static Figure Least(string name, double ratio, double least, string aim = "") =>
        new(name, Text(ratio) + " x", $">= {Text(least)} x{aim}", ratio >= least);

    public static Figure Most(string name, double ratio, double most, string aim = "") =>
        new(name, Text(ratio) + " x", $"<= {Text(most)} x{aim}", ratio <= most);

    /// <summary>Allocations are whole bytes on average; less than half a byte is none.</summary>
    public static Figure Bytes(string name, double bytes, double most, string aim = "") =>
        new(
            name,
            string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
            string.Create(CultureInfo.InvariantCulture, $"<= {most:0} B{aim}"),
            bytes < most + 0.5);

    public override string ToString() => $"{Name}\t{Value}\t{Must}\t{(Reached ? "ok" : "short")}";

    private static string Text(double ratio) => ratio.ToString("0.0##", CultureInfo.InvariantCulture);
}
