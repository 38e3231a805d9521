using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.LongMode;

public sealed class FuzzRunTests
{
    [Test]
    public void Case_OfASeedAndNumber_IsTheSameEveryTime()
    {
        for (var number = 0; number < 200; number++)
        {
            var (one, other) = (CaseMaker.Make(5, number, ExchangeSet.All), CaseMaker.Make(5, number, ExchangeSet.All));

            Assert.That(other.ToString(), Is.EqualTo(one.ToString()));
            Assert.That(other.Exchange.Response, Is.EqualTo(one.Exchange.Response));
            Assert.That(other.Exchange.Request, Is.EqualTo(one.Exchange.Request));
        }
    }

    [Test]
    public void Run_OfASeed_SaysTheSeedFirstAndFindsNothing()
    {
        using StringWriter output = new();
        FuzzRun run = new(output, seed: 77, folder: Path.GetTempPath());

        run.Run(first: 0, count: 500);

        Assert.That(output.ToString(), Does.StartWith("Seed 77, 500 bodies"));
        Assert.That(run.Findings, Is.Zero, output.ToString());
    }

    [Test]
    public void SavedCase_ReadAgain_IsTheCase()
    {
        var fuzz = CaseMaker.Make(5, 9, ExchangeSet.All);
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "saved-case.json");

        SavedCase.Write(file, fuzz, "bytes: others");
        var saved = SavedCase.Read(file);

        Assert.That(saved.Failure, Is.EqualTo("bytes: others"));
        Assert.That(saved.Case.ToString(), Is.EqualTo(fuzz.ToString()));
        Assert.That(saved.Case.Exchange.Response, Is.EqualTo(fuzz.Exchange.Response));
        Assert.That(saved.Case.Exchange.ResponseHeaders, Is.EqualTo(fuzz.Exchange.ResponseHeaders));
    }

    [TestCase("--count", "0", "--count is 0; it must be 1 or more.")]
    [TestCase("--first", "-1", "--first is -1; it must be 0 or more.")]
    public void CommandLine_WrongValue_SaysWhatIsAllowed(string name, string value, string message) =>
        Assert.That(CommandLine.Create().Parse([name, value]).Errors.Select(error => error.Message), Is.EqualTo(new[] { message }));
}
