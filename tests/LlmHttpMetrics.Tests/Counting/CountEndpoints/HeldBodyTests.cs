using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>A request is held whole, up to its limit, or not at all.</summary>
public sealed class HeldBodyTests
{
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(5000)]
    public void Bytes_InPieces_AreHeldInOrder(int piece)
    {
        var bytes = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();
        HeldBody body = new();
        body.Begin(5000);
        foreach (var chunk in bytes.Chunk(piece))
        {
            body.Add(chunk);
        }

        var sending = body.IsWhole;
        body.End();

        Assert.That((sending, body.IsWhole, body.Bytes.SequenceEqual(bytes)), Is.EqualTo((false, true, true)));
        body.Release();
    }

    [Test]
    public void Bytes_BeyondTheLimit_GiveUpAllOfThem()
    {
        HeldBody body = new();
        body.Begin(10);
        body.Add(new byte[10]);
        body.Add(new byte[1]);
        body.End();
        var cut = (body.IsCut && !body.IsWhole, body.Bytes.Length);
        body.Begin(10);
        body.Add(new byte[3]);

        Assert.That((cut, body.IsCut, body.Bytes.Length), Is.EqualTo(((true, 0), false, 3)));
        body.Release();
    }
}
