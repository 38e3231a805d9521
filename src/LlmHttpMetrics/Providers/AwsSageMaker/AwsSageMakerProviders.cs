using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsSageMaker;

/// <summary>
/// SageMaker's runtime, with its regional, FIPS and private host names: https://docs.aws.amazon.com/general/latest/gr/sagemaker.html. An endpoint
/// can serve any model, so the payload has to show that it generates text.
/// </summary>
internal static class AwsSageMakerProviders
{
    private static readonly EndpointRule[] Endpoints =
    [
        new("/invocations", Operations.Chat, SageMakerEndpoint.Format, RequestEvidence.Limit),
        new("/invocations-response-stream", Operations.Chat, SageMakerEndpoint.Format, RequestEvidence.Limit) { Streams = true },
    ];

    public static readonly Provider[] All =
    [
        new("aws.sagemaker", ["*.amazonaws.com", "*.amazonaws.com.cn", "*.api.aws"], Endpoints)
        {
            HostLabel = "sagemaker",
            PathStart = "/endpoints/",
            ModelSegment = "endpoints",
            NeedsEvidence = true,
        },
    ];
}
