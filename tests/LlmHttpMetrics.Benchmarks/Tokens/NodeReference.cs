using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Benchmarks.Tokens;

/// <summary>What a reference needed, and what it counted.</summary>
internal sealed record ReferenceTime([property: JsonPropertyName("seconds")] double Seconds, [property: JsonPropertyName("tokens")] int Tokens);

/// <summary>Times npm's tiktoken and gpt-tokenizer on the same texts, where they are installed.</summary>
internal static class NodeReference
{
    public const string Judge = "tiktoken";

    public static Dictionary<string, Dictionary<string, ReferenceTime>>? Run(TokenText[] texts, string encoding, [CallerFilePath] string here = "")
    {
        var folder = Environment.GetEnvironmentVariable("TOKENIZER_REFERENCE")
            ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "build", "TokenizerTool", "reference"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "tiktoken")))
        {
            Console.WriteLine($"reference\tnot installed in {folder}");
            return null;
        }

        var inputs = Directory.CreateTempSubdirectory("tokens");
        try
        {
            foreach (var text in texts)
            {
                var (extension, content) = text.Parts is [var whole] ? (".txt", whole) : (".json", JsonSerializer.Serialize(text.Parts));
                File.WriteAllText(Path.Combine(inputs.FullName, text.Name + extension), content);
            }

            var start = new ProcessStartInfo("node", [Path.Combine(folder, "bench.mjs"), inputs.FullName, encoding]) { RedirectStandardOutput = true };
            using var node = Process.Start(start)!;
            var output = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, ReferenceTime>>>(output);
        }
        finally
        {
            inputs.Delete(recursive: true);
        }
    }
}
