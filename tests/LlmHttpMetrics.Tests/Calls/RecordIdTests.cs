using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Tests.Calls;

public sealed class RecordIdTests
{
    private const int Ids = 20_000;

    [Test]
    public void Ids_OfManyThreads_AreAllDifferent()
    {
        var ids = new Guid[Ids];

        Parallel.For(0, Ids, i => ids[i] = RecordId.New());

        Assert.That(ids.Distinct().Count(), Is.EqualTo(Ids));
    }

    [Test]
    public void Id_AsWritten_SaysThatItIsRandom()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.That(RecordId.New().ToString(), Does.Match("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        }
    }
}
