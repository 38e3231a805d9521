using NUnit.Framework.Internal;

namespace LlmHttpMetrics.Tests.Providers.Reported;

/// <summary>What public reports complain about, exchange by exchange: measured right, however the answer arrives.</summary>
[TestFixture]
public sealed class ReportedCaseTests
{
    [Test]
    public async Task Exchange_OfAReport_IsMeasured(
        [ValueSource(typeof(ReportedCases), nameof(ReportedCases.Own))] ReportedCase reported, [Values] Delivery delivery, [Values] bool sync) =>
        Assert.That(await DifferencesAsync(reported, delivery, sync), Is.Empty);

    [Test]
    public async Task Exchanges_BesideTheRepository_AreMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        if (ReportedCases.Shared.Count == 0)
        {
            Assert.Ignore("The exchanges are not at hand: set LLM_CORPUS to the folder beside theirs.");
        }

        List<string> differences = [];
        foreach (var reported in ReportedCases.Shared)
        {
            try
            {
                using TestExecutionContext.IsolatedContext isolated = new();
                differences.AddRange((await DifferencesAsync(reported, delivery, sync)).Select(difference => $"{reported.Name}: {difference}"));
            }
            catch (AssertionException e)
            {
                differences.Add($"{reported.Name}: {e.Message}");
            }
        }

        Assert.That(differences, Is.Empty, string.Join(Environment.NewLine, differences));
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(ReportedCase reported, Delivery delivery, bool sync) =>
        [.. ReportedExpectation.Differences(reported, await reported.Exchange().PlayAsync(delivery, sync))];
}
