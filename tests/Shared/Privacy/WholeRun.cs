using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace LlmHttpMetrics;

/// <summary>The run as a whole: exceptions of ours are searched as they are thrown, and what came after the last test is not lost.</summary>
[SetUpFixture]
public sealed class WholeRun
{
    [OneTimeSetUp]
    public void Begin() => AppDomain.CurrentDomain.FirstChanceException += OnThrown;

    [OneTimeTearDown]
    public void End()
    {
        AppDomain.CurrentDomain.FirstChanceException -= OnThrown;
        var (measurements, spans, events, logLines) = LeakSearch.OfTheRun.Searched;
        TestContext.Progress.WriteLine(
            $"Privacy: {measurements} measurements, {spans} spans, {events} events and {logLines} log lines were searched for the secrets of the test data.");
        LeakSearch.OfTheRun.AssertNoLeak();
    }

    private static void OnThrown(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (new StackTrace(e.Exception).GetFrame(0)?.GetMethod()?.DeclaringType?.Assembly == typeof(LlmEvent).Assembly)
        {
            LeakSearch.OfTheRun.Thrown(e.Exception);
        }
    }
}
