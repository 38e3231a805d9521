using LlmHttpMetrics.Insights.Statistics.Slices;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>
/// A spending limit for a period, and the calls that it applies to: those that match each of <see cref="Client"/>, <see cref="Feature"/>,
/// <see cref="Provider"/>, <see cref="Model"/> and <see cref="Tags"/> that is set; all calls if none is set.
/// </summary>
public sealed class LlmBudget
{
    /// <summary>The name that identifies the budget in tags and logs.</summary>
    /// <value>The default is empty, which is not valid. Names must be unique.</value>
    public string Name { get; set; } = "";

    /// <summary>The limit for one period, in <see cref="Currency"/>.</summary>
    /// <value>The default is 0, which is not valid; must be above 0 and at most 1,000,000,000,000.</value>
    public decimal Amount { get; set; }

    /// <summary>The currency (ISO 4217). Costs in another currency are not counted, which is logged once.</summary>
    /// <value>The default is <c>USD</c>.</value>
    public string Currency { get; set; } = "USD";

    /// <summary>The length of the period.</summary>
    /// <value>The default is <see cref="LlmBudgetPeriod.Month"/>.</value>
    public LlmBudgetPeriod Period { get; set; } = LlmBudgetPeriod.Month;

    /// <summary>The time zone in which days begin: an IANA ID (<c>Europe/Berlin</c>), or a Windows ID on systems that support it.</summary>
    /// <value>The default is <c>UTC</c>.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The first day of the week.</summary>
    /// <value>The default is <see cref="DayOfWeek.Monday"/>, as in ISO 8601.</value>
    public DayOfWeek FirstDayOfWeek { get; set; } = DayOfWeek.Monday;

    /// <summary>The name of the HttpClient that the budget applies to.</summary>
    /// <value>The default is <see langword="null"/>: all clients.</value>
    public string? Client { get; set; }

    /// <summary>The <see cref="LlmCallInfo.Feature"/> that the budget applies to.</summary>
    /// <value>The default is <see langword="null"/>: all calls, including those without a feature.</value>
    public string? Feature { get; set; }

    /// <summary>The provider pattern, as in <c>gen_ai.provider.name</c>; <c>*</c> matches any characters, and case is ignored.</summary>
    /// <value>The default is <see langword="null"/>: all providers.</value>
    public string? Provider { get; set; }

    /// <summary>The pattern of the requested model, such as <c>gpt-*</c>; if no model was requested, it is matched with the response model.</summary>
    /// <value>The default is <see langword="null"/>: all models.</value>
    public string? Model { get; set; }

    /// <summary>
    /// Scope entries that the call must have with exactly these values, by names of <see cref="LlmTagNames"/> (<c>llm.user.id</c>) or of free tags.
    /// </summary>
    /// <value>The default is none.</value>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// A tag for which each value has its own limit, such as <c>llm.user.id</c>: an entry of the call's scope, <see cref="LlmTagNames.ClientName"/>,
    /// <see cref="LlmTagNames.ProviderName"/>, <see cref="LlmTagNames.RequestModel"/> or <see cref="LlmTagNames.OperationName"/>. The budget does not apply
    /// to calls without the tag. The values appear in metrics and logs.
    /// </summary>
    /// <value>The default is <see langword="null"/>: one limit for all calls together.</value>
    public string? ForEach { get; set; }

    /// <summary>
    /// The maximum number of <see cref="ForEach"/> values with their own limit. Further values share one limit as <c>_OTHER</c> and are counted in
    /// <c>llm.tags.overflowed</c>.
    /// </summary>
    /// <value>The default is 1,000; from 1 to 100,000. Each value takes up to 2 KB.</value>
    public int MaxValues { get; set; } = 1000;

    /// <summary>The shares of the limit that are reported, in the log and to <see cref="LlmBudgetsOptions.OnThreshold"/>, once per period each.</summary>
    /// <value>The default is 0.5, 0.8 and 1; each above 0 and at most 10, and at most 16 of them.</value>
    public IList<decimal> Thresholds { get; } = [0.5m, 0.8m, 1m];

    /// <summary>
    /// Whether calls that may cost more than what is left are refused with <see cref="LlmBudgetExceededException"/> before they are sent. Each call reserves
    /// its estimated cost until it has ended. When the limit is spent, all calls are refused until the period ends.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RefuseWhenSpent { get; set; }
}
