using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Events;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>An amendment is put on its event or sent after it, and never before it.</summary>
public sealed class HeldEventTests
{
    [Test]
    public void Amendment_BeforeTheEventIsSent_IsOnIt()
    {
        var callEvent = EventSamples.Full();
        HeldEvent held = new(callEvent, decisions: null);

        Assert.That(held.TryApply(Missing()), Is.True);
        held.TryBeginSending();
        Assert.That((callEvent.UsageMissing, held.TryTakeDeferred(out _)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Amendments_WhileTheEventIsSent_FollowItInTheirOrder()
    {
        var callEvent = EventSamples.Full();
        HeldEvent held = new(callEvent, decisions: null);
        CallAmendment[] late = [Missing(), Missing()];
        held.TryBeginSending();

        Assert.That(Array.TrueForAll(late, held.TryApply), Is.True);
        Assert.That(callEvent.UsageMissing, Is.False, "It may be in a sink by now.");
        List<CallAmendment> sent = [];
        while (held.TryTakeDeferred(out var amendment))
        {
            sent.Add(amendment);
        }

        Assert.That(sent, Is.EqualTo(late));
    }

    [Test]
    public void Amendment_AfterTheEventWasSent_IsNotTaken()
    {
        HeldEvent held = new(EventSamples.Full(), decisions: null);
        held.TryBeginSending();
        _ = held.TryTakeDeferred(out _);

        Assert.That(held.TryApply(Missing()), Is.False);
    }

    [Test]
    public void Sending_Begins_Once()
    {
        HeldEvent held = new(EventSamples.Full(), decisions: null);

        Assert.That((held.TryBeginSending(), held.TryBeginSending()), Is.EqualTo((true, false)));
    }

    private static CallAmendment Missing() => new(null!) { IsUsageMissing = true };
}
