using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Records the times between the chunks of streams as they are read, according to the conventions that a client follows.</summary>
/// <param name="v1">Convention v1.41; null if it is not followed.</param>
/// <param name="latest">The conventions v0.1; null if they are not followed.</param>
/// <param name="tags">Creates the tags.</param>
internal sealed class ChunkTimes(V1Metrics? v1, LatestMetrics? latest, CallTags tags)
{
    /// <summary>Records the result of one read.</summary>
    /// <param name="call">The call.</param>
    /// <param name="gaps">The number of times between chunks; all but the first are zero, since one read returned their chunks.</param>
    /// <param name="seconds">The first of them.</param>
    /// <param name="responseModel">The response model, if it is already known.</param>
    public void Record(CallRecord call, int gaps, double seconds, string? responseModel)
    {
        var isV1 = v1?.TimePerOutputChunk.Enabled == true;
        var isLatest = latest?.TimePerOutputChunk.Enabled == true;
        if (call.SkipsStandard || !(isV1 || isLatest))
        {
            return;
        }

        // The call can end during publishing, and its own tags are then replaced.
        if (call.ChunkTags.IsEmpty)
        {
            tags.Fill(call.ChunkTags, call, responseModel);
        }

        for (var i = 0; i < gaps; i++, seconds = 0)
        {
            if (isV1)
            {
                v1!.TimePerOutputChunk.Publish(seconds, call.ChunkTags.Standard);
            }

            if (isLatest)
            {
                latest!.TimePerOutputChunk.Publish(seconds, call.ChunkTags.Standard);
            }
        }
    }
}
