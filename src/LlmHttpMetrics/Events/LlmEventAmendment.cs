using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>
/// What became known about a call after its event had been sent to the sinks: the usage and the cost of a background answer. A value that is
/// <see langword="null"/> has not changed.
/// </summary>
public sealed record LlmEventAmendment
{
    /// <summary>The <see cref="LlmEvent.Id"/> of the event.</summary>
    [JsonPropertyName("amends")]
    public required Guid EventId { get; init; }

    /// <summary>The <see cref="LlmEvent.Timestamp"/> of the event: when its request was sent, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When this became known, in UTC.</summary>
    public required DateTimeOffset Amended { get; init; }

    /// <summary>The tokens of the call.</summary>
    public LlmTokens? Tokens { get; init; }

    /// <summary>The source of <see cref="Tokens"/>, a value of <see cref="LlmTokenSources"/>.</summary>
    public string? TokenSource { get; init; }

    /// <summary>The usage that was expected will not arrive.</summary>
    public bool UsageMissing { get; init; }

    /// <summary>The tokens are known, but there is no price for them.</summary>
    public bool PriceMissing { get; init; }

    /// <summary>The exact cost of the call.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The currency of <see cref="Cost"/> (ISO 4217).</summary>
    public string? Currency { get; init; }

    /// <summary>The source of <see cref="Cost"/>: <c>provider</c> or <c>table</c>.</summary>
    public string? CostSource { get; init; }

    /// <summary>How <see cref="Cost"/> was calculated, a value of <see cref="LlmCostMethods"/>.</summary>
    public string? CostMethod { get; init; }

    /// <summary>The confidence in <see cref="Cost"/>, from 0 to 1.</summary>
    public double? CostConfidence { get; init; }

    /// <summary>Why <see cref="CostConfidence"/> is lower than that of the price table: values of <see cref="LlmCostDoubts"/>.</summary>
    public IReadOnlyList<string> CostDoubts { get; init => field = value ?? []; } = [];

    /// <summary>The name of the price table.</summary>
    public string? PriceTable { get; init; }

    /// <summary>Where the price is published or agreed, according to its table.</summary>
    public string? PriceSource { get; init; }

    /// <summary>The parts of <see cref="Cost"/>, if it was calculated from a price table.</summary>
    public LlmCostParts? CostParts { get; init; }

    /// <summary>Puts the values of the amendment on its event.</summary>
    /// <param name="callEvent">The event of the call.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callEvent"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="callEvent"/> is the event of another call.</exception>
    public void ApplyTo(LlmEvent callEvent)
    {
        ArgumentNullException.ThrowIfNull(callEvent);
        if (callEvent.Id != EventId)
        {
            throw new ArgumentException($"The amendment belongs to the event '{EventId}', and not to the event '{callEvent.Id}'.", nameof(callEvent));
        }

        callEvent.UsagePending &= TokenSource is null && Tokens is null && Cost is null && !UsageMissing;
        callEvent.UsageMissing |= UsageMissing;
        callEvent.PriceMissing |= PriceMissing;
        if (Tokens is not null)
        {
            ApplyTokensTo(callEvent, Tokens);
        }

        if (Cost is not null)
        {
            ApplyCostTo(callEvent);
        }
    }

    internal void ApplyCostTo(LlmEvent callEvent)
    {
        callEvent.Cost = Cost;
        callEvent.Currency = Currency;
        callEvent.CostSource = CostSource;
        callEvent.CostMethod = CostMethod;
        callEvent.CostConfidence = CostConfidence;
        callEvent.CostDoubts = CostDoubts;
        callEvent.PriceTable = PriceTable;
        callEvent.PriceSource = PriceSource;
        callEvent.CostParts = CostParts;
    }

    /// <summary>The new tokens replace those of the event, and so does what the event contains about their source.</summary>
    private void ApplyTokensTo(LlmEvent callEvent, LlmTokens tokens)
    {
        callEvent.Tokens = tokens;
        callEvent.TokenSource = TokenSource;
        callEvent.TokenMethod = callEvent.Tokenizer = callEvent.TokenizerVersion = callEvent.OutputTokenSource = null;
        callEvent.TokenConfidence = callEvent.OutputTokenConfidence = null;
    }
}
