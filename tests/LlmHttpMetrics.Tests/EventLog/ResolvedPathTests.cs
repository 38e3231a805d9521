using LlmHttpMetrics.EventLog.Files;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Several paths of one file are one.</summary>
public sealed class ResolvedPathTests
{
    [Test]
    public void Path_ThroughLinks_IsThatOfTheFile()
    {
        using TemporaryFolder folder = new();
        var real = Directory.CreateDirectory(folder.File("real")).FullName;
        Directory.CreateSymbolicLink(folder.File("one"), real);
        Directory.CreateSymbolicLink(folder.File("two"), "one");
        Directory.CreateSymbolicLink(folder.File("loop"), "loop");
        var expected = System.IO.Path.Combine(ResolvedPath.Of(folder.Path), "real", "file");

        Assert.That(ResolvedPath.Of(folder.File("two/file")), Is.EqualTo(expected));
        Assert.That(ResolvedPath.Of(folder.File("two/../real/file")), Is.EqualTo(expected));
        Assert.That(() => ResolvedPath.Of(folder.File("loop/file")), Throws.Nothing);
    }
}
