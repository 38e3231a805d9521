namespace QuickStart.Output;

/// <summary>Quantiles of a small number of durations.</summary>
internal static class Quantile
{
    public static TimeSpan? Of(TimeSpan[] times, double share) =>
        times.Length == 0 ? null : times.Order().ElementAt((int)Math.Ceiling(share * times.Length) - 1);
}
