using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.Replicate;

/// <summary>Replicate: a prediction is one call, however often its result is polled.</summary>
internal static class ReplicateProviders
{
    public static readonly Provider[] All =
    [
        new("replicate", ["api.replicate.com"],
        [
            new("/v1/predictions", Operations.Prediction, Predictions.Format) { StoredIn = "predictions" },
            new("/v1/models/{*}/predictions", Operations.Prediction, Predictions.Format),
            new("/v1/deployments/{*}/predictions", Operations.Prediction, Predictions.Format),
        ]),
    ];
}
