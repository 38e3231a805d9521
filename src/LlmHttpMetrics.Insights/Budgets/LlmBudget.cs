using LlmHttpMetrics.Insights.Statistics.Slices;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>
/// An amount for a period, and the calls it is for: those that all of <see cref="Client"/>, <see cref="Feature"/>, <see cref="Provider"/>,
/// <see cref="Model"/> and <see cref="Tags"/> fit that are set; all calls where none is.
/// </summary>
public sealed class LlmBudget
{
    /// <summary>The name, by which tags and logs know it.</summary>
    /// <value>The default is empty, which is refused; no two may have one name.</value>
    public string Name { get; set; } = "";

    /// <summary>The amount of a period, in <see cref="Currency"/>.</summary>
    /// <value>The default is 0, which is refused; above 0 and at most 1,000,000,000,000.</value>
    public decimal Amount { get; set; }

    /// <summary>The currency (ISO 4217). Costs in another do not count, and that is logged once.</summary>
    /// <value>The default is <c>USD</c>.</value>
    public string Currency { get; set; } = "USD";

    /// <summary>How long the amount is for.</summary>
    /// <value>The default is <see cref="LlmBudgetPeriod.Month"/>.</value>
    public LlmBudgetPeriod Period { get; set; } = LlmBudgetPeriod.Month;

    /// <summary>In which time zone days begin: an id of IANA (<c>Europe/Berlin</c>), or of Windows where the system knows it.</summary>
    /// <value>The default is <c>UTC</c>.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The day that weeks begin on.</summary>
    /// <value>The default is <see cref="DayOfWeek.Monday"/>, as in ISO 8601.</value>
    public DayOfWeek FirstDayOfWeek { get; set; } = DayOfWeek.Monday;

    /// <summary>The name of the HttpClient whose calls it is for.</summary>
    /// <value>The default is <see langword="null"/>: any.</value>
    public string? Client { get; set; }

    /// <summary>The <see cref="LlmCallInfo.Feature"/> it is for.</summary>
    /// <value>The default is <see langword="null"/>: any, and calls that name none.</value>
    public string? Feature { get; set; }

    /// <summary>A pattern for the provider, as in <c>gen_ai.provider.name</c>; a <c>*</c> stands for any characters, and letter case does not matter.</summary>
    /// <value>The default is <see langword="null"/>: any.</value>
    public string? Provider { get; set; }

    /// <summary>A pattern for the model asked for, such as <c>gpt-*</c>; where none was asked for, for the one that answered.</summary>
    /// <value>The default is <see langword="null"/>: any.</value>
    public string? Model { get; set; }

    /// <summary>
    /// Entries that the call's scope must have, by names of <see cref="LlmTagNames"/> (<c>llm.user.id</c>) or of free tags, with exactly these values.
    /// </summary>
    /// <value>The default is none.</value>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// A tag of which every value gets the whole amount for itself, such as <c>llm.user.id</c>: an entry of the call's scope,
    /// <see cref="LlmTagNames.ClientName"/>, <see cref="LlmTagNames.ProviderName"/>, <see cref="LlmTagNames.RequestModel"/> or
    /// <see cref="LlmTagNames.OperationName"/>. Calls that do not have it are not covered. The values go to metrics and logs.
    /// </summary>
    /// <value>The default is <see langword="null"/>: one amount for all calls together.</value>
    public string? ForEach { get; set; }

    /// <summary>
    /// How many values of <see cref="ForEach"/> have an amount of their own; further ones share one as <c>_OTHER</c>, and count in
    /// <c>llm.tags.overflowed</c>.
    /// </summary>
    /// <value>The default is 1,000; from 1 to 100,000. One value takes up to 2 KB.</value>
    public int MaxValues { get; set; } = 1000;

    /// <summary>The shares of the amount that are told, by a line of the log and by <see cref="LlmBudgetsOptions.OnThreshold"/>, once a period each.</summary>
    /// <value>The default is 0.5, 0.8 and 1; each above 0 and at most 10, and at most 16 of them.</value>
    public IList<decimal> Thresholds { get; } = [0.5m, 0.8m, 1m];

    /// <summary>
    /// Whether calls are refused with <see cref="LlmBudgetExceededException"/>, before they are sent, that may cost more than is left of the amount: each
    /// reserves its estimated cost until it has ended. Once the amount is spent, every call is refused until the period ends.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RefuseWhenSpent { get; set; }
}
