using System.Diagnostics;
using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Tests.Collecting;

/// <summary>An example is one measurement and its own trace, however many write at once.</summary>
public sealed class ExemplarSlotTests
{
    [Test]
    public void TryRead_BeforeTheFirst_FindsNone() => Assert.That(new ExemplarSlot().TryRead(out _), Is.False);

    [Test]
    public void TryRead_WhileOthersOffer_FindsOneOfThem()
    {
        const int enough = 300_000;
        ExemplarSlot slot = new();
        var (found, torn) = (0, 0);
        var writers = Enumerable.Range(1, 3).Select(number => new Thread(() =>
        {
            Exemplar own = Of(number);
            while (Volatile.Read(ref found) < enough)
            {
                slot.Offer(own);
                Thread.SpinWait(number);
            }
        }) { IsBackground = true }).ToList();
        writers.ForEach(writer => writer.Start());
        var offered = Enumerable.Range(1, 3).Select(Of).ToArray();

        while (found < enough)
        {
            if (slot.TryRead(out var exemplar))
            {
                torn += exemplar == offered[(int)exemplar.Value - 1] ? 0 : 1;
                Volatile.Write(ref found, found + 1);
            }
        }

        writers.ForEach(writer => writer.Join());
        Assert.That(torn, Is.Zero);
    }

    private static Exemplar Of(int number)
    {
        var digit = (char)('0' + number);
        return new Exemplar(number, number, ActivityTraceId.CreateFromString(new string(digit, 32)), ActivitySpanId.CreateFromString(new string(digit, 16)));
    }
}
