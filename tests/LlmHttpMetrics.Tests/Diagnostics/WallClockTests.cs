using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.TestUtilities;

namespace LlmHttpMetrics.Tests.Diagnostics;

internal sealed class WallClockTests
{
    [Test]
    public void TimeOf_TimestampsAnyWhileApart_IsTheTimeOfDayThen([Values(0, 1, 400, 999, 1_000, 5_000, 90_000)] int milliseconds)
    {
        var time = new ManualTimeProvider();
        var wall = new WallClock(time);
        for (var i = 0; i < 5; i++)
        {
            var (then, stamp) = (time.GetUtcNow(), time.GetTimestamp());
            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            Assert.That(wall.TimeOf(stamp), Is.EqualTo(then), "of a call that took so long");
        }
    }

    [Test]
    public void TimeOf_WithinASecond_AsksTheClockOnce()
    {
        var time = new CountingTime();
        var wall = new WallClock(time);
        for (var i = 0; i < 10; i++)
        {
            wall.TimeOf(i * TimeSpan.TicksPerMillisecond);
        }

        Assert.That(time.Asked, Is.EqualTo(1));
        time.Stamp = TimeSpan.TicksPerSecond;
        wall.TimeOf(time.Stamp);
        Assert.That(time.Asked, Is.EqualTo(2));
    }

    private sealed class CountingTime : TimeProvider
    {
        public int Asked { get; private set; }

        public long Stamp { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Stamp;

        public override DateTimeOffset GetUtcNow()
        {
            Asked++;
            return DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(Stamp);
        }
    }
}
