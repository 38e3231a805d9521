using LlmHttpMetrics.Calls;
using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics.Tests.Counting.Learning;

/// <summary>What is learned goes into a file and comes back; what else a file may hold is refused in one sentence.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LearnedFileTests : IDisposable
{
    private static readonly LearnedName Name = new("acme", "acme-1", "o200k_base");

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"learned-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Test]
    public void File_ReadAgain_KnowsTheSame()
    {
        var counts = Learned();
        LearnedFile.Write(_path, counts.TakeChanged()!);
        LearnedCounts again = new(8);
        again.Restore(LearnedFile.Read(_path));

        foreach (var (isInput, shape) in new[] { (true, CallShape.Plain), (true, CallShape.Extras), (false, CallShape.Reasoning) })
        {
            Assert.That(again.Estimate(Name, isInput, shape, 500), Is.EqualTo(counts.Estimate(Name, isInput, shape, 500)));
        }

        Assert.That(Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_path) + "*"), Has.Length.EqualTo(1), "Nothing is left beside it.");
    }

    [Test]
    public void Changes_AreTakenOnce()
    {
        var counts = Learned();

        Assert.That((counts.TakeChanged() is not null, counts.TakeChanged() is not null), Is.EqualTo((true, false)));
        counts.MarkUnsaved();
        Assert.That(counts.TakeChanged(), Is.Not.Null);
    }

    [TestCase("", "line 1")]
    [TestCase("no json", "line 1")]
    [TestCase("null", "version")]
    [TestCase("""{"version":2,"models":[]}""", "version")]
    [TestCase("""{"version":1,"models":[null]}""", "no name")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b"}]}""", "no name")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b","tokenizer":"c","kinds":[null]}]}""", "out of range")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b","tokenizer":"c","kinds":[{"shape":4,"samples":[]}]}]}""", "out of range")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b","tokenizer":"c","kinds":[{"shape":0,"error":2,"samples":[]}]}]}""", "error")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b","tokenizer":"c","kinds":[{"shape":0,"samples":[[1,-5]]}]}]}""", "sample")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b","tokenizer":"c","kinds":[{"shape":0,"samples":[[1]]}]}]}""", "sample")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b","tokenizer":"c","kinds":[{"shape":0,"samples":[null]}]}]}""", "sample")]
    [TestCase("""{"version":1,"models":[{"provider":"a","model":"b","tokenizer":"c","kinds":[{"shape":0,"samples":[[1,99999999999]]}]}]}""", "sample")]
    public void File_ThatHoldsSomethingElse_IsRefused(string content, string reason)
    {
        File.WriteAllText(_path, content);

        Assert.That(() => LearnedFile.Read(_path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));
    }

    [Test]
    public void File_TooLong_IsNotRead()
    {
        using (var file = File.Create(_path))
        {
            file.SetLength(17 * 1024 * 1024);
        }

        Assert.That(() => LearnedFile.Read(_path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("longer"));
    }

    [Test]
    public void File_WrittenByAContainerOfTheSameProcessNumber_IsWrittenHereToo()
    {
        // What stands at this path stands for a file that another machine's process of this number is writing.
        var theirs = $"{_path}.{Environment.ProcessId}.tmp";
        Directory.CreateDirectory(theirs);
        try
        {
            LearnedFile.Write(_path, Learned().TakeChanged()!);
        }
        finally
        {
            Directory.Delete(theirs);
        }

        Assert.That(LearnedFile.Read(_path), Is.Not.Empty);
    }

    [Test]
    public void File_WithBytesChanged_IsReadOrRefused()
    {
        LearnedFile.Write(_path, Learned().TakeChanged()!);
        var good = File.ReadAllBytes(_path);
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            Random random = new(seed);
            var bytes = good.ToArray();
            for (var i = 0; i <= random.Next(6); i++)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : Encoding.ASCII.GetBytes("[]{},:\"0-9e.")[random.Next(11)];
            }

            File.WriteAllBytes(_path, bytes[..random.Next(bytes.Length + 1)]);
            try
            {
                LearnedCounts counts = new(8);
                counts.Restore(LearnedFile.Read(_path));
                Assert.That(counts.Estimate(Name, isInput: true, CallShape.Plain, 500).Tokens, Is.GreaterThan(0));
            }
            catch (InvalidDataException e)
            {
                Assert.That(e.Message, Is.Not.Empty);
            }
        }));
    }

    [Test]
    public void File_HoldsNamesAndFiguresAlone()
    {
        LearnedFile.Write(_path, Learned().TakeChanged()!);
        using var content = JsonDocument.Parse(File.ReadAllBytes(_path));

        Assert.That(
            content.RootElement.GetProperty("models")[0].EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "provider", "model", "tokenizer", "kinds" }));
    }

    private static LearnedCounts Learned()
    {
        LearnedCounts counts = new(8);
        for (var i = 1; i < 100; i++)
        {
            counts.Learn(Name, isInput: true, CallShape.Plain, new(i * 7, i * 11), isExact: false);
            counts.Learn(Name, isInput: true, CallShape.Extras, new(i * 7, 300 + (i * 11)), isExact: false);
            counts.Learn(Name, isInput: false, CallShape.Reasoning, new(i * 3, i * 8), isExact: false);
        }

        return counts;
    }
}
