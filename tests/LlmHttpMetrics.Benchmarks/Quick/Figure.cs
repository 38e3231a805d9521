using System.Globalization;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>One measured figure and what it must reach.</summary>
internal sealed record Figure(string Name, string Value, string Must, bool Reached)
{
    public static Figure Least(string name, double ratio, double least, string remark = "") =>
        new(name, Text(ratio) + " x", $">= {Text(least)} x{remark}", ratio >= least);

    public static Figure Most(string name, double ratio, double most, string remark = "") =>
        new(name, Text(ratio) + " x", $"<= {Text(most)} x{remark}", ratio <= most);

    public static Figure Nanoseconds(string name, double seconds, double most) =>
        new(name, Text(seconds * 1e9, "0") + " ns", $"<= {Text(most, "0")} ns", seconds * 1e9 <= most);

    public static Figure Microseconds(string name, double seconds, double most, string remark = "") =>
        new(name, Microseconds(seconds), $"<= {Text(most)} µs{remark}", seconds * 1e6 <= most);

    public static string Microseconds(double seconds) => Text(seconds * 1e6, "0.0#") + " µs";

    /// <summary>Allocations are whole bytes on average; less than half a byte is none.</summary>
    public static Figure Bytes(string name, double bytes, double most, string remark = "") =>
        new(name, Bytes(bytes), $"<= {Text(most, "0")} B{remark}", bytes < most + 0.5);

    public static string Bytes(double bytes) => Text(bytes, "0") + " B";

    public override string ToString() => $"{Name}\t{Value}\t{Must}\t{(Reached ? "ok" : "short")}";

    private static string Text(double value, string format = "0.0##") => value.ToString(format, CultureInfo.InvariantCulture);
}
