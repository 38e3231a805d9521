using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics.Tests.Counting.Learning;

/// <summary>How few of the calls with usage are counted.</summary>
public sealed class SamplePlanTests
{
    [Test]
    public void Calls_OfAModel_AreTheFirstAndThenOneOfSoMany()
    {
        SamplePlan plan = new();
        LlmLearningOptions options = new() { SampleFirst = 3, SampleEvery = 5 };
        var wanted = Enumerable.Range(1, 20).Where(_ => plan.IsSelected("acme", "acme-1", options)).ToArray();

        Assert.That(wanted, Is.EqualTo(new[] { 1, 2, 3, 8, 13, 18 }));
        Assert.That(plan.IsSelected("acme", "acme-2", options), Is.True);
    }

    [TestCase(null, false)]
    [TestCase(true, true)]
    public void Model_WithATokenizerOfItsOwn_IsLearnedWhereAskedFor(bool? enabled, bool expected)
    {
        SamplePlan plan = new();
        LlmLearningOptions options = new() { Enabled = enabled };
        plan.IsSelected("openai", "gpt-4o", options);
        plan.MarkExact("openai", "gpt-4o");

        Assert.That(plan.IsSelected("openai", "gpt-4o", options), Is.EqualTo(expected));
    }

    [Test]
    public void Models_WithoutEnd_AreNotRememberedForEver()
    {
        SamplePlan plan = new();
        LlmLearningOptions options = new();
        var wanted = Enumerable.Range(0, 10_000).Count(i => plan.IsSelected("acme", $"model-{i}", options));

        Assert.That(wanted, Is.EqualTo(4096));
    }
}
