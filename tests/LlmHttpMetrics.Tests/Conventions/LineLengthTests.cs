using System.Text.RegularExpressions;

namespace LlmHttpMetrics.Tests.Conventions;

/// <summary>Lines that can be read side by side with others, and in a review.</summary>
public sealed partial class LineLengthTests
{
    private const int Longest = 160;

    private static readonly string[] Folders = ["build", "samples", "src", "tests"];

    [TestCaseSource(nameof(Folders))]
    public void Lines_OfAFolder_HaveAtMost160Characters(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories);

        Assert.That(files, Is.Not.Empty);
        Assert.That(files.SelectMany(TooLong), Is.Empty);
    }

    /// <summary>What a raw string of several lines holds is as a provider sends it, and has no place to be broken.</summary>
    private static IEnumerable<string> TooLong(string file)
    {
        var isRaw = false;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var wasRaw = isRaw;
            isRaw ^= RawQuotes().Count(line) % 2 == 1;
            if (line.Length > Longest && !(wasRaw && isRaw))
            {
                yield return $"{file}({number}): {line.Length}";
            }
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LlmHttpMetrics.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();
}
