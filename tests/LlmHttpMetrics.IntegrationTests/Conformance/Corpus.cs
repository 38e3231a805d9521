using System.IO.Compression;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>The recorded exchanges, if available: in the folder named by LLM_CORPUS, or next to the repository.</summary>
internal static class Corpus
{
    private const string FileName = "open.jsonl.gz";

    private static readonly Lazy<IReadOnlyList<CorpusRecord>> All = new(Load);

    public static IReadOnlyList<CorpusRecord> Of(string wire) => Where(record => record.Wire == wire && !record.IsNegative);

    public static IReadOnlyList<CorpusRecord> Where(Func<CorpusRecord, bool> wanted)
    {
        if (Folder is null)
        {
            Assert.Ignore("The corpus of recorded exchanges is not at hand: set LLM_CORPUS to its folder.");
        }

        return [.. All.Value.Where(wanted)];
    }

    private static string? Folder => Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, FileName)));

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("LLM_CORPUS") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "corpus");
        }
    }

    private static List<CorpusRecord> Load()
    {
        using var file = File.OpenRead(Path.Combine(Folder!, FileName));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var records = new List<CorpusRecord>();
        while (reader.ReadLine() is { } line)
        {
            records.Add(CorpusRecord.Parse(line));
        }

        return records;
    }
}
