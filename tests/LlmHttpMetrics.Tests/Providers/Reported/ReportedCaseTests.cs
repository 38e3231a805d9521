using NUnit.Framework.Internal;

namespace LlmHttpMetrics.Tests.Providers.Reported;

/// <summary>What public reports complain about, exchange by exchange: measured right, however the answer arrives.</summary>
[TestFixture]
public sealed class ReportedCaseTests
{
    /// <summary>The reports are of this day and older, and so are the prices.</summary>
    private static readonly DateTimeOffset Day = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

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

    private static async Task<IReadOnlyList<string>> DifferencesAsync(ReportedCase reported, Delivery delivery, bool sync)
    {
        WireCase exchange = new(reported.Name, reported.Body)
        {
            Url = reported.Url,
            Request = reported.Request,
            RequestHeaders = reported.RequestHeaders,
            Status = reported.Status,
            ContentType = reported.AnswerType,
            Headers = reported.Headers,
            At = Day,
        };
        return [.. ReportedExpectation.Differences(reported, await exchange.PlayAsync(delivery, sync))];
    }
}
