using LlmHttpMetrics.EventLog.Files;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>What is found in a folder, however much it is.</summary>
public sealed class FolderListingTests
{
    [Test]
    public async Task Files_InGreatNumber_AreArrangedInTimeThatGrowsWithThem()
    {
        // A comparison of each with each would take many minutes.
        const int Count = 600_000;
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var listed = Enumerable.Range(0, Count)
            .Select(i => new LogFileName("llm-events", start.AddSeconds(i), 10, i))
            .Select(name => new LogFile("/logs/" + name, name))
            .ToArray();
        LogFileName zippedName = listed[7].Name with { IsCompressed = true };
        LogFile zipped = new("/logs/" + zippedName, zippedName);

        var (files, superseded) = await Task.Run(() => FolderListing.Arrange([.. listed.AsEnumerable().Reverse(), zipped])).WaitAsync(HangGuard.Limit);

        Assert.That(files, Has.Count.EqualTo(Count));
        Assert.That(files[7], Is.EqualTo(zipped));
        Assert.That(superseded, Is.EqualTo(new[] { listed[7] }));
        Assert.That(files.Take(7), Is.EqualTo(listed.Take(7)));
    }

    [Test]
    public void File_CompressedAfterItWasEnumerated_IsListedUnderItsOtherName([Values] bool isEnumeratedToo)
    {
        using TemporaryFolder folder = new();
        var plain = folder.File("llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl");
        File.WriteAllText(plain + ".gz", "zipped");

        FileInfo[] enumerated = isEnumeratedToo ? [new(plain), new(plain + ".gz")] : [new(plain)];

        Assert.That(FolderListing.Of(enumerated).Files.Select(file => file.Path), Is.EqualTo(new[] { plain + ".gz" }));
    }

    [TestCase("llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl", "llm-events", false)]
    [TestCase("a-b-20260301T120000000Z-3f9a1c07-12345.jsonl.gz", "a-b", true)]
    [TestCase("a-20260301T120000000Z-3f9a1c07-0000-20260301T120000000Z-3f9a1c07-0000.jsonl", "a-20260301T120000000Z-3f9a1c07-0000", false)]
    public void Name_OfALog_IsRead(string name, string prefix, bool isCompressed) =>
        Assert.That((LogFileName.TryParse(name)?.Prefix, LogFileName.TryParse(name)?.IsCompressed), Is.EqualTo((prefix, isCompressed)));

    [TestCase("llm-events-20260301T120000000Z-3F9A1C07-0000.jsonl")]
    [TestCase("llm-events-20260301T120000000Z-3f9a1c7-0000.jsonl")]
    [TestCase("llm-events-20260301T120000000Z-3f9a1c07-000.jsonl")]
    [TestCase("llm-events-20260301T120000000Z-3f9a1c07-00000.jsonl")]
    [TestCase("llm-events-20260301T250000000Z-3f9a1c07-0000.jsonl")]
    [TestCase("llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl.gz.bak")]
    [TestCase("20260301T120000000Z-3f9a1c07-0000.jsonl")]
    public void Name_OfAnythingElse_IsNone(string name) => Assert.That(LogFileName.TryParse(name), Is.Null);
}
