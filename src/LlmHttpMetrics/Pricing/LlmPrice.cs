namespace LlmHttpMetrics;

/// <summary>The price of calls to one or more models, and its source.</summary>
public sealed class LlmPrice : LlmRates
{
    /// <summary>
    /// A pattern for the provider, as in <c>gen_ai.provider.name</c>; a <c>*</c> matches any characters, and letter case is ignored.
    /// </summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Provider { get; set; } = "";

    /// <summary>
    /// A pattern for the model, such as <c>gpt-4.1-mini*</c>. If several match, the one with the most characters other than stars is used.
    /// </summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Model { get; set; } = "";

    /// <summary>The currency (ISO 4217, three capital letters).</summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Currency { get; set; } = "";

    /// <summary>The number of tokens or characters that the prices are for.</summary>
    /// <value>The default is 1,000,000; a power of ten from 1 to 1,000,000,000, so that prices can be divided exactly.</value>
    public int Per { get; set; } = 1_000_000;

    /// <summary>Prices of calls with a long input.</summary>
    /// <value>The default is none.</value>
    public IList<LlmContextRates> Above { get; } = [];

    /// <summary>Prices of service tiers, by the provider's name of the tier that it served (<c>flex</c>, <c>priority</c>).</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, LlmTierRates> ServiceTiers { get; } = new Dictionary<string, LlmTierRates>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prices of speeds, by the provider's name of the speed at which the answer was generated (Anthropic's <c>fast</c>).</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, LlmTierRates> Speeds { get; } = new Dictionary<string, LlmTierRates>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Factors for the prices of tokens, those of tiers and speeds included, by the provider's name of the region where the model ran
    /// (Anthropic's <c>us</c>).
    /// </summary>
    /// <value>The default is none. Greater than 0, up to 100.</value>
    public IDictionary<string, decimal> Regions { get; } = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Fees of the provider's own tools, in the currency and independent of <see cref="Per"/>. The key is a name of <see cref="LlmHostedTools"/>
    /// for the fee of one call of the tool; with the suffix <c>.request</c>, for the fee of a request in which the tool was run, however often;
    /// with <c>.low</c>, <c>.medium</c> or <c>.high</c>, for the fee of a call whose answer reports that search context. A tool without a fee
    /// here has the fee of the next price that matches the model, which may consist of fees alone (<c>"model": "*"</c>).
    /// </summary>
    /// <value>The default is none. Zero or more; 0 means that the tool costs only its tokens.</value>
    public IDictionary<string, decimal> Tools { get; } = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first day, in UTC, on which the price is valid.</summary>
    /// <value>The default is <see langword="null"/>: no start.</value>
    public DateOnly? From { get; set; }

    /// <summary>The first day, in UTC, on which the price is no longer valid.</summary>
    /// <value>The default is <see langword="null"/>: no end.</value>
    public DateOnly? Until { get; set; }

    /// <summary>
    /// The hours of the week, in UTC, at which the price is valid, if it depends on them: <c>Mon-Fri 01:00-04:00, 06:00-10:00</c>; without days,
    /// on every day. At other hours, a price of the same provider and model without hours is used.
    /// </summary>
    /// <value>The default is <see langword="null"/>: at every hour.</value>
    public string? Hours { get; set; }

    /// <summary>Where the price is published or agreed.</summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Source { get; set; } = "";

    /// <summary>A note about the price, such as the source it was checked against. It is not part of events.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Note { get; set; }

    /// <summary>The configuration section that it was bound from, for error messages.</summary>
    internal string? Setting { get; set; }
}
