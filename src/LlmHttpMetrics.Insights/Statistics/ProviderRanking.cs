using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>
/// Ranks providers. Costs are compared within one currency only: providers that are equal in success and latency are sorted by currency, and those
/// without a price come last.
/// </summary>
internal static class ProviderRanking
{
    public static IReadOnlyList<LlmProviderComparison> Of(IEnumerable<(string Name, LlmCallStatistics Figures)> providers)
    {
        var ordered = providers
            .Where(provider => provider.Figures.Requests > 0)
            .Select(provider => (provider.Name, provider.Figures, Rating: Rating.Of(provider.Figures)))
            .OrderBy(provider => provider.Rating)
            .ThenBy(provider => provider.Name, StringComparer.Ordinal);
        List<LlmProviderComparison> ranked = [];
        Rating? before = null;
        foreach (var (name, figures, rating) in ordered)
        {
            ranked.Add(new LlmProviderComparison { Rank = rating == before ? ranked[^1].Rank : ranked.Count + 1, Provider = name, Statistics = figures });
            before = rating;
        }

        return ranked;
    }

    /// <param name="Failing">The share of failures; greater than any other if no call counts.</param>
    /// <param name="Seconds">The median latency.</param>
    /// <param name="Currency">The first currency by name; sorted last if there is none.</param>
    /// <param name="Cost">The average cost per call.</param>
    private readonly record struct Rating(double Failing, double Seconds, string Currency, decimal Cost) : IComparable<Rating>
    {
        private const string None = "\uFFFF";

        public static Rating Of(LlmCallStatistics figures)
        {
            var (currency, cost) = figures.Cost.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => (entry.Key, entry.Value.Average))
                .FirstOrDefault((None, 0));
            return new Rating(1 - (figures.SuccessShare ?? -1), figures.Latency.P50, currency, cost);
        }

        public int CompareTo(Rating other)
        {
            var order = Failing.CompareTo(other.Failing);
            order = order != 0 ? order : Seconds.CompareTo(other.Seconds);
            order = order != 0 ? order : string.CompareOrdinal(Currency, other.Currency);
            return order != 0 ? order : Cost.CompareTo(other.Cost);
        }
    }
}
