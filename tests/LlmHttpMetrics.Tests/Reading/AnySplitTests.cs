using FsCheck.Fluent;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>How a body is cut into reads is the network's doing and says nothing: the record is the same.</summary>
public sealed class AnySplitTests
{
    private const int BodiesPerSeed = 5;

    [Test]
    public void Body_SpoiltOrNot_AnySplitGivesTheSameRecord() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            for (var i = 0; i < BodiesPerSeed; i++)
            {
                AssertSameRecord(new MangledBody(unchecked((seed * BodiesPerSeed) + i)).Make(), seed);
            }
        }));

    [Test]
    public void Body_OfAnyBytes_AnySplitGivesTheSameRecord() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(FsCheck.FSharp.ArbMap.defaults.ArbFor<byte[]>(), bytes =>
            AssertSameRecord(WireBodies.All[bytes.Length % WireBodies.All.Length] with { Body = bytes }, bytes.Length)));

    private static void AssertSameRecord(WireCase answer, int seed)
    {
        var whole = Play(Delivery.Whole);
        Assert.That(whole.Failures, Is.Zero);
        Assert.That(Play(Delivery.ByteByByte).Record, Is.EqualTo(whole.Record), () => Text(answer));
        Assert.That(Play(Delivery.SeededPieces).Record, Is.EqualTo(whole.Record), () => Text(answer));

        WireResult Play(Delivery delivery) => answer.PlayAsync(delivery, sync: true, seed).GetAwaiter().GetResult();
    }

    private static string Text(WireCase answer) => $"{answer.Name}: {System.Text.Encoding.UTF8.GetString(answer.Body)}";
}
