using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>The information required to price a call later, once its tokens are known.</summary>
/// <param name="Book">The prices of its client.</param>
/// <param name="Model">The properties that determine its price besides its tokens.</param>
/// <param name="Served">How it was served, if the provider reports it.</param>
/// <param name="Characters">Characters of the text sent and of the visible answer.</param>
/// <param name="Tools">The tools that the provider ran; null if it ran none.</param>
/// <param name="IsPriced">The call already has a cost, which must not be recorded twice.</param>
internal sealed record PricedCall(PriceBook Book, PricedModel Model, ServedAs Served, long Characters, HostedToolUse? Tools, bool IsPriced);
