using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>A user's file, read again when it has changed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PriceFileTests : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly string _path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
    private readonly ManualTimeProvider _time = new();
    private readonly CollectingLogger _log = new();

    public void Dispose()
    {
        File.Delete(_path);
        _log.Dispose();
    }

    [Test]
    public void Prices_OfAChangedFile_AreTheNewOnes()
    {
        Write("1");
        using PriceFile file = Open();
        Assert.That(Input(file), Is.EqualTo(1));

        Write("22");
        Assert.That(Input(file), Is.EqualTo(1), "nobody has looked yet");
        _time.Advance(Look);
        Assert.That(Input(file), Is.EqualTo(22));

        Write("333");
        _time.Advance(Look);
        Assert.That(Input(file), Is.EqualTo(333), "it goes on looking");
    }

    [Test]
    public void File_Wrong_IsToldOnceAndThePricesStay()
    {
        Write("1");
        using PriceFile file = Open();

        Write("-22");
        _time.Advance(Look);
        _time.Advance(Look);
        _time.Advance(Look);

        Assert.That(Input(file), Is.EqualTo(1));
        var error = _log.Entries.Single(entry => entry.Level == LogLevel.Error).Text;
        Assert.That(error, Does.Contain($"{_path}, line 3: input is -22; allowed is 0 to"));

        Write("4444");
        _time.Advance(Look);
        Assert.That(Input(file), Is.EqualTo(4444));
    }

    [Test]
    public void File_Gone_IsToldAndThePricesStay()
    {
        Write("1");
        using PriceFile file = Open();

        File.Delete(_path);
        _time.Advance(Look);
        Assert.That((Input(file), _log.Entries.Count(entry => entry.Level == LogLevel.Error)), Is.EqualTo((1m, 1)));

        Write("22");
        _time.Advance(Look);
        Assert.That(Input(file), Is.EqualTo(22));
    }

    [Test]
    public void Prices_OfAFileWithTheSameSizeAndTime_AreTheNewOnes()
    {
        var written = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        Write("1", written);
        using PriceFile file = Open();

        Write("2", written);
        _time.Advance(Look);
        Assert.That(Input(file), Is.EqualTo(2));

        File.WriteAllBytes(_path, new byte[Text("3").Length]);
        File.SetLastWriteTimeUtc(_path, written);
        _time.Advance(Look);
        Assert.That((Input(file), Errors), Is.EqualTo((2m, 1)), "half written");

        Write("3", written);
        _time.Advance(Look);
        Assert.That(Input(file), Is.EqualTo(3));
    }

    [Test]
    public void File_Unchanged_IsNotReadAgain()
    {
        Write("1");
        using PriceFile file = Open();
        var table = file.Table;

        Write("1");
        _time.Advance(Look);

        Assert.That((file.Table, _log.Entries.Count), Is.EqualTo((table, 0)));
    }

    /// <summary>A privileged process may read everything.</summary>
    private static string[] Obstacles =>
        OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess ? ["directory", "link"] : ["directory", "link", "permission"];

    [TestCaseSource(nameof(Obstacles))]
    public void File_ThatCannotBeReadForAWhile_IsToldOnceAndReadAfterwards(string obstacle)
    {
        Write("1");
        using PriceFile file = Open();
        for (var i = 1; i <= 3; i++)
        {
            Obstruct(obstacle);
            _time.Advance(Look);
            _time.Advance(Look);
            Assert.That((Input(file), Errors), Is.EqualTo((1m, i)));

            Clear(obstacle);
            _time.Advance(Look);
        }

        Write("2");
        Obstruct(obstacle);
        _time.Advance(Look);
        Clear(obstacle);
        _time.Advance(Look);
        Assert.That(Input(file), Is.EqualTo(2));
    }

    /// <summary>As mounted configuration is changed: the link is pointed elsewhere.</summary>
    [Test]
    public void File_BehindALink_IsFollowed()
    {
        var other = _path + ".other";
        var link = _path + ".link";
        try
        {
            Write("1");
            File.WriteAllText(other, Text("22"));
            File.CreateSymbolicLink(link, _path);
            using PriceFile file = new(link, _time, _log.CreateLogger("LlmHttpMetrics"), new(() => { }));
            File.Delete(link);
            File.CreateSymbolicLink(link, other);
            _time.Advance(Look);

            Assert.That(Input(file), Is.EqualTo(22));
        }
        finally
        {
            File.Delete(link);
            File.Delete(other);
        }
    }

    [Test]
    public void File_MissingAtTheStart_Throws() => Assert.That(Open, Throws.TypeOf<PriceFormatException>().With.Message.Contains(_path));

    [Test]
    public void File_WrongAtTheStart_Throws()
    {
        Write("-1");

        Assert.That(Open, Throws.TypeOf<PriceFormatException>().With.Message.Contains("line 3: input is -1"));
    }

    [Test]
    public void File_Forgotten_IsCollectedThoughItsTimerRuns()
    {
        Write("1");
        var reference = Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(reference.TryGetTarget(out _), Is.False);
        Assert.That(() => _time.Advance(Look), Throws.Nothing);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference<PriceFile> Forget() => new(Open());

    private PriceFile Open() => new(_path, _time, _log.CreateLogger("LlmHttpMetrics"), new(() => { }));

    private int Errors => _log.Entries.Count(entry => entry.Level == LogLevel.Error);

    private string Aside => _path + ".aside";

    private void Write(string input) => File.WriteAllText(_path, Text(input));

    private void Write(string input, DateTime written)
    {
        Write(input);
        File.SetLastWriteTimeUtc(_path, written);
    }

    private void Obstruct(string obstacle)
    {
        if (obstacle == "permission" && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, UnixFileMode.None);
            return;
        }

        File.Move(_path, Aside);
        _ = obstacle == "directory" ? Directory.CreateDirectory(_path) : File.CreateSymbolicLink(_path, _path + ".none");
    }

    private void Clear(string obstacle)
    {
        if (obstacle == "permission" && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return;
        }

        (obstacle == "directory" ? (Action<string>)Directory.Delete : File.Delete)(_path);
        File.Move(Aside, _path);
    }

    private static string Text(string input) =>
        $$"""
        { "date": "2026-01-02", "prices": [
          { "provider": "p", "model": "m", "currency": "USD", "source": "s",
            "input": {{input}} } ] }
        """;

    private static decimal Input(PriceFile file)
    {
        var span = Validity.Ever;
        return file.Table.Find("p", "m", 1, ref span)!.Rates(default, input: 1, out _).Input * 1_000_000;
    }
}
