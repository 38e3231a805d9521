using System.Text.Json;
using System.Text.Json.Serialization;
using LlmHttpMetrics.FuzzTests.Cases;

namespace LlmHttpMetrics.FuzzTests.LongMode;

/// <summary>A failing case as a file that can be run again. Bodies are Base64.</summary>
/// <param name="Failure">What was wrong.</param>
/// <param name="Case">The case, minimised.</param>
internal sealed record SavedCase(string Failure, FuzzCase Case)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static void Write(string file, FuzzCase fuzz, string failure) =>
        File.WriteAllText(file, JsonSerializer.Serialize(new SavedCase(failure, fuzz), Options));

    public static SavedCase Read(string file) => JsonSerializer.Deserialize<SavedCase>(File.ReadAllText(file), Options)!;
}
