using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>The endpoints of Anthropic and of hosts that serve its API.</summary>
internal static class AnthropicEndpoints
{
    public static readonly EndpointRule[] All =
    [
        new("/v1/messages", Operations.Chat, Messages.Format, RequestEvidence.Model | RequestEvidence.Messages | RequestEvidence.Limit),
        new("/v1/complete", Operations.TextCompletion, LegacyCompletions.Format, RequestEvidence.Model | RequestEvidence.Input | RequestEvidence.Limit),
    ];
}
