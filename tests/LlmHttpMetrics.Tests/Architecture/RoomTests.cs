namespace LlmHttpMetrics.Tests.Architecture;

/// <summary>The folders of the core are the path of the data, and every reference goes one way.</summary>
public sealed class RoomTests
{
    private static readonly Rooms Core = Rooms.Of(typeof(LlmMonitoring).Assembly);

    [Test]
    public void Types_AllOfThem_LieInARoom()
    {
        Assert.That(Core.Homeless, Is.Empty);
        Assert.That(Core.Count, Is.GreaterThan(500), "types have been found at all");
    }

    [Test]
    public void References_OfAnyRoom_AreToItselfOrToOneBefore() => Assert.That(Core.Against(Rooms.InOrder), Is.Empty);

    [Test]
    public void Rooms_OfAnyPair_ReferOneWay() => Assert.That(Core.TwoWay(), Is.Empty);

    /// <summary>The check sees references: in the opposite order nearly all of them are against it.</summary>
    [Test]
    public void References_HeldAgainstTheOppositeOrder_AreFound() =>
        Assert.That(Core.Against([.. Enumerable.Reverse(Rooms.InOrder)]).Count(), Is.GreaterThan(1000));
}
