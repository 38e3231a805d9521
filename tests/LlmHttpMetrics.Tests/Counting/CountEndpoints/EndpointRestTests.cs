using LlmHttpMetrics.Counting.CountEndpoints;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>An endpoint that fails is left alone for longer and longer, and never for good.</summary>
public sealed class EndpointRestTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void Rests_GrowToTenMinutes()
    {
        EndpointRest rest = new(_time);
        List<double> seconds = [];
        for (var i = 0; i < 12; i++)
        {
            Assert.That(rest.TryBegin(), Is.True);
            if (rest.Failed(askedFor: null) is { } length)
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
        EndpointRest rest = new(_time);
        for (var i = 0; i < 100; i++)
        {
            _ = rest.TryBegin();
            if (i % 4 == 3)
            {
                rest.Succeeded();
            }
            else
            {
                Assert.That(rest.Failed(askedFor: null), Is.Null);
            }
        }
    }

    [TestCase(-1, null)]
    [TestCase(0, null)]
    [TestCase(7, 7d)]
    [TestCase(1_000_000, 3600d)]
    public void Rest_AskedFor_IsGivenUpToAnHour(int asked, double? given)
    {
        EndpointRest rest = new(_time);
        _ = rest.TryBegin();

        Assert.That(rest.Failed(TimeSpan.FromSeconds(asked))?.TotalSeconds, Is.EqualTo(given));
        Assert.That(rest.IsResting, Is.EqualTo(given is not null));
    }

    [Test]
    public void Rest_ThatIsLonger_IsNotCutByALaterFailure()
    {
        EndpointRest rest = new(_time);
        _ = (rest.TryBegin(), rest.TryBegin());
        rest.Failed(TimeSpan.FromSeconds(90));
        rest.Failed(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(89));

        Assert.That(rest.IsResting, Is.True);
    }

    [Test]
    public void Try_ThatNobodyTellsOf_IsOverAfterAMinute()
    {
        EndpointRest rest = new(_time);
        for (var i = 0; i < EndpointRest.FailuresInARow; i++)
        {
            rest.Failed(askedFor: null);
        }

        _time.Advance(EndpointRest.First);
        var (first, second) = (rest.TryBegin(), rest.TryBegin());
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.That((first, second, rest.TryBegin()), Is.EqualTo((true, false, true)));
    }
}
