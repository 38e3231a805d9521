using LlmHttpMetrics.Counting.CountEndpoints;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>An endpoint that fails is left alone for longer and longer, and never for good.</summary>
public sealed class EndpointBackoffTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void Rests_GrowToTenMinutes()
    {
        EndpointBackoff backoff = new(_time);
        List<double> seconds = [];
        for (var i = 0; i < 12; i++)
        {
            Assert.That(backoff.TryBegin(), Is.True);
            if (backoff.Failed(requested: null) is { } length)
            {
                seconds.Add(length.TotalSeconds);
                _time.Advance(length);
            }
        }

        Assert.That(seconds, Is.EqualTo(new double[] { 30, 60, 120, 240, 480, 600, 600, 600 }));
    }

    [Test]
    public void Success_ForgetsFailures()
    {
        EndpointBackoff backoff = new(_time);
        for (var i = 0; i < 100; i++)
        {
            _ = backoff.TryBegin();
            if (i % 4 == 3)
            {
                backoff.Succeeded();
            }
            else
            {
                Assert.That(backoff.Failed(requested: null), Is.Null);
            }
        }
    }

    [TestCase(-1, null)]
    [TestCase(0, null)]
    [TestCase(7, 7d)]
    [TestCase(1_000_000, 3600d)]
    public void Rest_AskedFor_IsGivenUpToAnHour(int asked, double? given)
    {
        EndpointBackoff backoff = new(_time);
        _ = backoff.TryBegin();

        Assert.That(backoff.Failed(TimeSpan.FromSeconds(asked))?.TotalSeconds, Is.EqualTo(given));
        Assert.That(backoff.IsPaused, Is.EqualTo(given is not null));
    }

    [Test]
    public void Rest_ThatIsLonger_IsNotCutByALaterFailure()
    {
        EndpointBackoff backoff = new(_time);
        _ = (backoff.TryBegin(), backoff.TryBegin());
        backoff.Failed(TimeSpan.FromSeconds(90));
        backoff.Failed(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(89));

        Assert.That(backoff.IsPaused, Is.True);
    }

    [Test]
    public void Try_ThatNobodyTellsOf_IsOverAfterAMinute()
    {
        EndpointBackoff backoff = new(_time);
        for (var i = 0; i < EndpointBackoff.FailuresInARow; i++)
        {
            backoff.Failed(requested: null);
        }

        _time.Advance(EndpointBackoff.FirstDelay);
        var (first, second) = (backoff.TryBegin(), backoff.TryBegin());
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.That((first, second, backoff.TryBegin()), Is.EqualTo((true, false, true)));
    }
}
