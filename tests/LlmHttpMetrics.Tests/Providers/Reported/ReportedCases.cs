using System.Text.Json;

namespace LlmHttpMetrics.Tests.Providers.Reported;

/// <summary>The project's own cases, a file for each kind, and those that lie beside the repository.</summary>
internal static class ReportedCases
{
    public static IReadOnlyList<ReportedCase> Own { get; } =
    [
        .. Files(Path.Combine(AppContext.BaseDirectory, "Providers", "Reported", "Cases")).SelectMany(List)
    ];

    public static IReadOnlyList<ReportedCase> Shared { get; } = [.. Folder() is { } folder ? Files(folder).Select(Single) : []];

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);

    private static IEnumerable<ReportedCase> List(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.EnumerateArray().Select(ReportedCase.Parse)];
    }

    private static ReportedCase Single(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return ReportedCase.Parse(json.RootElement);
    }

    private static string? Folder() => Candidates().FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("LLM_CORPUS") is { Length: > 0 } corpus)
        {
            yield return Path.Combine(corpus, "..", "cases");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "cases");
        }
    }
}
