namespace LlmHttpMetrics;

/// <summary>What the calls of some models cost, and who says so.</summary>
public sealed class LlmPrice : LlmRates
{
    /// <summary>A pattern for the provider, as in <c>gen_ai.provider.name</c>; a <c>*</c> stands for any characters, letter case does not matter.</summary>
    /// <value>The default is empty, which is refused.</value>
    public string Provider { get; set; } = "";

    /// <summary>
    /// A pattern for the model, such as <c>gpt-4.1-mini*</c>. Of several that fit, the one with the most characters besides its stars
    /// counts.
    /// </summary>
    /// <value>The default is empty, which is refused.</value>
    public string Model { get; set; } = "";

    /// <summary>The currency (ISO 4217, three capital letters).</summary>
    /// <value>The default is empty, which is refused.</value>
    public string Currency { get; set; } = "";

    /// <summary>For how many tokens or characters the prices are.</summary>
    /// <value>The default is 1,000,000; a power of ten from 1 to 1,000,000,000, by which prices can be divided exactly.</value>
    public int Per { get; set; } = 1_000_000;

    /// <summary>Prices of calls with a long input.</summary>
    /// <value>The default is none.</value>
    public IList<LlmContextRates> Above { get; } = [];

    /// <summary>Prices of service tiers, by the provider's word for the tier that it served (<c>flex</c>, <c>priority</c>).</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, LlmTierRates> ServiceTiers { get; } = new Dictionary<string, LlmTierRates>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prices of speeds, by the provider's word for the speed at which the answer was made (Anthropic's <c>fast</c>).</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, LlmTierRates> Speeds { get; } = new Dictionary<string, LlmTierRates>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What the prices of tokens, those of tiers and speeds included, are multiplied by, by the provider's word for the region where the model ran
    /// (Anthropic's <c>us</c>).
    /// </summary>
    /// <value>The default is none. More than 0, up to 100.</value>
    public IDictionary<string, decimal> Regions { get; } = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Fees of the tools that the provider runs, in the currency and whatever <see cref="Per"/> says: by a name of <see cref="LlmHostedTools"/>
    /// what a call of the tool costs; with <c>.request</c> after it what a request costs in which the tool was run, however often; with
    /// <c>.low</c>, <c>.medium</c> and <c>.high</c> what a call costs whose answer names that search context. A tool that has no fee here has
    /// that of the next price that fits the model, which may have fees alone (<c>"model": "*"</c>).
    /// </summary>
    /// <value>The default is none. Zero or more; 0 says that the tool costs nothing besides tokens.</value>
    public IDictionary<string, decimal> Tools { get; } = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The day, in UTC, from which on calls are priced so.</summary>
    /// <value>The default is <see langword="null"/>: from ever.</value>
    public DateOnly? From { get; set; }

    /// <summary>The day, in UTC, from which on calls are no longer priced so.</summary>
    /// <value>The default is <see langword="null"/>: for ever.</value>
    public DateOnly? Until { get; set; }

    /// <summary>
    /// The hours of the week, in UTC, at which calls are priced so, where the price depends on them: <c>Mon-Fri 01:00-04:00, 06:00-10:00</c>, without
    /// days on every day. At other hours a price of the same provider and model without hours counts.
    /// </summary>
    /// <value>The default is <see langword="null"/>: at every hour.</value>
    public string? Hours { get; set; }

    /// <summary>Where the price is published or agreed.</summary>
    /// <value>The default is empty, which is refused.</value>
    public string Source { get; set; } = "";

    /// <summary>What else there is to say of it: to what it was held, say. It is not on events.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Note { get; set; }

    /// <summary>Where binding found it, to name it in errors.</summary>
    internal string? Setting { get; set; }
}
