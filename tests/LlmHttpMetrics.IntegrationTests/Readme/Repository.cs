namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>Files of the repository that a test looks at.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Root = new(Find);

    public static string Folder => Root.Value;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.Value, path)).ReplaceLineEndings("\n");

    public static IEnumerable<string> ReadAll(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root.Value, folder), pattern)
            .Order(StringComparer.Ordinal)
            .Select(file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root.Value, folder), pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static bool Has(string path) => Path.Exists(Path.Combine(Root.Value, path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LlmHttpMetrics.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }
}
