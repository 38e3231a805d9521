using System.Text;

namespace LlmHttpMetrics.Benchmarks.Tokens;

/// <summary>Texts to count, and how many times as fast as the reference that must be.</summary>
internal sealed record TokenText(string Name, string[] Parts, double Must, double Aim)
{
    public byte[][] Utf8 { get; } = Array.ConvertAll(Parts, Encoding.UTF8.GetBytes);

    public int Bytes => Utf8.Sum(part => part.Length);
}
