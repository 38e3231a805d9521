#if NET10_0_OR_GREATER
using System.Diagnostics.Metrics;
using LlmHttpMetrics.Telemetry;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>Says that nobody listens only where nobody can. Other tests of this process listen, so that lists of our own stand for the runtime's.</summary>
public sealed class ListenerWatchTests
{
    [Test]
    public void RuntimesList_OfThisRuntime_IsKnownAndHasListeners()
    {
        Assert.That(ListenerWatch.Started, Is.Not.Null);

        using MeterListener listener = new();
        Assert.That(ListenerWatch.Started, Does.Not.Contain(listener));

        listener.Start();
        Assert.That(ListenerWatch.Started, Does.Contain(listener));
    }

    [Test]
    public void Nobody_SinceTheWatchBegan_IsSaid() => Assert.That(new ListenerWatch([]).NobodyCame, Is.True);

    [Test]
    public void Listener_ThatComes_IsNoticed()
    {
        List<MeterListener> started = [];
        ListenerWatch watch = new(started);

        using MeterListener listener = new();
        started.Add(listener);

        Assert.That(watch.NobodyCame, Is.False);
    }

    /// <summary>It may have left an instrument to one that is never started, and hears of calls all the same.</summary>
    [Test]
    public void Listener_ThatHasComeAndGone_IsNoticed()
    {
        List<MeterListener> started = [];
        ListenerWatch watch = new(started);

        using (MeterListener listener = new())
        {
            started.Add(listener);
            started.Remove(listener);
        }

        Assert.That(watch.NobodyCame, Is.False);
    }

    [Test]
    public void Listener_ThatWasThereBefore_LeavesNothingToSay()
    {
        using MeterListener listener = new();
        List<MeterListener> started = [listener];
        ListenerWatch watch = new(started);

        Assert.That(watch.NobodyCame, Is.False);
        started.Clear();
        Assert.That(watch.NobodyCame, Is.False);
    }

    [Test]
    public void RuntimesList_ThatIsNotKnown_LeavesNothingToSay() => Assert.That(new ListenerWatch(null).NobodyCame, Is.False);
}
#endif
