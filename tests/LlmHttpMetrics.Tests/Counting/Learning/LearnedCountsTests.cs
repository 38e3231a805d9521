using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics.Tests.Counting.Learning;

/// <summary>What is learned of a model, how fast it follows, and what it costs.</summary>
public sealed class LearnedCountsTests
{
    private static readonly LearnedName Name = new("acme", "acme-1", "o200k_base");

    [Test]
    public void Estimate_OfNothingLearned_IsTheCountWithHalfTheConfidence()
    {
        Assert.That(new LearnedCounts(8).Estimate(Name, isInput: true, CallShape.Plain, 100), Is.EqualTo((100, 0.5)));
        Assert.That(new LearnedCounts(8).Estimate(Name with { Model = "claude-sonnet-4-6" }, isInput: true, CallShape.Plain, 1000).Tokens, Is.EqualTo(1100));
    }

    [Test]
    public void Estimate_AfterAFewCalls_FollowsThem()
    {
        LearnedCounts counts = new(8);
        Teach(counts, Name, 12, x => (2 * x) + 50);
        var (tokens, confidence) = counts.Estimate(Name, isInput: true, CallShape.Plain, 500);

        Assert.That(tokens, Is.EqualTo(1050).Within(1).Percent);
        Assert.That(confidence, Is.InRange(0.7, 0.99));
        Assert.That(counts.Estimate(Name, isInput: false, CallShape.Plain, 500).Tokens, Is.EqualTo(500), "The answer is another matter.");
    }

    [Test]
    public void Estimate_WhenTheModelChanges_FollowsTheRecentCalls()
    {
        LearnedCounts counts = new(8);
        Teach(counts, Name, 64, x => 2 * x);
        Teach(counts, Name, 40, x => 3 * x);

        Assert.That(counts.Estimate(Name, isInput: true, CallShape.Plain, 500).Tokens, Is.EqualTo(1500).Within(2).Percent);
    }

    [Test]
    public void Estimate_OfAnotherModel_IsLikeTheProvidersOthers()
    {
        LearnedCounts counts = new(8);
        Teach(counts, Name, 32, x => 2 * x);

        Assert.That(counts.Estimate(Name with { Model = "acme-2" }, isInput: true, CallShape.Plain, 500).Tokens, Is.EqualTo(1000).Within(5).Percent);
        Assert.That(counts.Estimate(Name with { Provider = "other" }, isInput: true, CallShape.Plain, 500).Tokens, Is.EqualTo(500));
    }

    [Test]
    public void Estimate_OfCallsWithTools_IsLearnedByItself()
    {
        LearnedCounts counts = new(8);
        Teach(counts, Name, 12, x => x);
        Teach(counts, Name, 12, x => x + 700, CallShape.Extras);

        Assert.That(counts.Estimate(Name, isInput: true, CallShape.Plain, 500).Tokens, Is.EqualTo(500).Within(1).Percent);
        Assert.That(counts.Estimate(Name, isInput: true, CallShape.Extras, 500).Tokens, Is.EqualTo(1200).Within(1).Percent);
    }

    [Test]
    public void Confidence_OfCallsThatCannotBeForeseen_Falls()
    {
        LearnedCounts counts = new(8);
        Teach(counts, Name, 32, x => x);
        var before = counts.Estimate(Name, isInput: true, CallShape.Plain, 500).Confidence;
        Random random = new(1);
        Teach(counts, Name, 16, _ => random.Next(1, 5000));

        Assert.That(before, Is.GreaterThan(0.9));
        Assert.That(counts.Estimate(Name, isInput: true, CallShape.Plain, 500).Confidence, Is.LessThan(0.6));
    }

    [TestCase(9, 509)]
    [TestCase(2, 500)]
    public void Count_OfTheModelsOwn_GetsTheOffsetThatMostCallsAgreeUpon(int agreeing, long expected)
    {
        LearnedCounts counts = new(8);
        for (var i = 0; i < 12; i++)
        {
            counts.Learn(Name, isInput: false, CallShape.Plain, new(400 + i, 409 + i + (i % 12 < agreeing ? 0 : i)), isExact: true);
        }

        var (tokens, _, isEstimate) = counts.Correct(Name, isInput: false, CallShape.Plain, 500, 0.99);
        Assert.That((tokens, isEstimate), Is.EqualTo((expected, false)));
    }

    [Test]
    public void Count_OfTheModelsOwn_ThatIsFarOff_BecomesAnEstimate()
    {
        LearnedCounts counts = new(8);
        for (var i = 0; i < 12; i++)
        {
            counts.Learn(Name, isInput: true, CallShape.Plain, new(100 + (10 * i), (4 * (100 + (10 * i))) + i), isExact: true);
        }

        var (tokens, confidence, isEstimate) = counts.Correct(Name, isInput: true, CallShape.Plain, 200, 0.99);
        Assert.That((tokens, isEstimate), Is.EqualTo((800L, true)).Using<(long, bool)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 20 && a.Item2 == b.Item2));
        Assert.That(confidence, Is.LessThan(0.99));
    }

    [Test]
    public void Calls_ThreeOfThem_AreNotBelieved()
    {
        LearnedCounts counts = new(8);
        for (var i = 0; i < 3; i++)
        {
            counts.Learn(Name, isInput: false, CallShape.Plain, new(100, 109), isExact: true);
        }

        Assert.That(counts.Correct(Name, isInput: false, CallShape.Plain, 100, 0.99).Tokens, Is.EqualTo(100));
    }

    [Test]
    public void Models_MoreThanAreRemembered_GiveWayTheLongestUnusedFirst()
    {
        LearnedCounts counts = new(8);
        Teach(counts, Name, 8, x => 2 * x);
        for (var i = 0; i < 100; i++)
        {
            Teach(counts, new("other", $"model-{i}", "o200k_base"), 1, x => x);
            counts.Estimate(Name, isInput: true, CallShape.Plain, 100);
        }

        Assert.That(counts.Count, Is.EqualTo(8));
        Assert.That(counts.TakeChanged()!.Select(pair => pair.Name), Has.Member(Name), "It is in use.");
    }

    private static void Teach(LearnedCounts counts, LearnedName name, int calls, Func<long, long> reported, CallShape shape = CallShape.Plain)
    {
        Random random = new(7);
        for (var i = 0; i < calls; i++)
        {
            var x = random.Next(20, 2000);
            counts.Learn(name, isInput: true, shape, new(x, reported(x)), isExact: false);
        }
    }
}
