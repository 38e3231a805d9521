using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>What is needed of a call to price it later, when its tokens are known.</summary>
/// <param name="Book">The prices of its client.</param>
/// <param name="Model">What decides on its price besides its tokens.</param>
/// <param name="Served">How it was served, where the provider says so.</param>
/// <param name="Characters">Characters of the text sent and of the visible answer.</param>
/// <param name="Tools">The tools that the provider ran; null where it ran none.</param>
/// <param name="IsPriced">It has a cost, which does not come twice.</param>
internal sealed record PricedCall(PriceBook Book, PricedModel Model, ServedAs Served, long Characters, HostedToolUse? Tools, bool IsPriced);
