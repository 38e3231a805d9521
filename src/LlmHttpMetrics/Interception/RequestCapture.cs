using System.Net.Http.Json;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Serializes a request's content before it is sent, where it has to be known first, and lets what it wrote stand for it. So the content is
/// serialized once, as it would be without us, and may be one that cannot be serialized again.
/// </summary>
internal static class RequestCapture
{
    /// <summary>Longest content that is serialized ahead.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>
    /// True for content that is not in memory yet and can be taken from the caller without harm. Content that does not know its length may prove
    /// too long and be serialized a second time, which of all such content JSON alone is known to bear.
    /// </summary>
    public static bool CanTake(HttpContent content) =>
        !RequestObservation.IsMemory(content) && content is not CapturedContent
        && (content.Headers.ContentLength is { } length ? length <= MaxLength : content is JsonContent);

    /// <summary>The content that stands for the caller's; null where that proved too long. Never throws: what the content throws, sending will.</summary>
    public static async Task<CapturedContent?> TakeAsync(HttpContent content, CancellationToken cancellationToken)
    {
        CaptureStream destination = new(MaxLength);
        Exception? failure = null;
        try
        {
            var copying = content.CopyToAsync(destination, cancellationToken);
            if (!copying.IsCompleted)
            {
                Observe(copying);
                copying = copying.WaitAsync(cancellationToken);
            }

            await copying.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        return Of(content, destination, failure);
    }

    /// <inheritdoc cref="TakeAsync"/>
    public static CapturedContent? Take(HttpContent content, CancellationToken cancellationToken)
    {
        CaptureStream destination = new(MaxLength);
        Exception? failure = null;
        try
        {
            if (cancellationToken.CanBeCanceled && content is not (ByteArrayContent or JsonContent))
            {
                // A read of the caller's own stream hears no token, so it is waited for.
                var copying = Task.Run(() => content.CopyTo(destination, context: null, cancellationToken), CancellationToken.None);
                Observe(copying);
                copying.WaitAsync(cancellationToken).GetAwaiter().GetResult();
            }
            else
            {
                content.CopyTo(destination, context: null, cancellationToken);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return Of(content, destination, failure);
    }

    private static CapturedContent? Of(HttpContent content, CaptureStream destination, Exception? failure)
    {
        var bytes = destination.End();
        if (!destination.IsExceeded)
        {
            return new CapturedContent(content, bytes, isWhole: true, failure);
        }

        // Content that writes more than its length is refused by whoever sends it, for which the part that was kept is enough.
        return content is JsonContent ? null : new CapturedContent(content, bytes, isWhole: false, failure: null);
    }

    /// <summary>A copy that is no longer waited for may fail unseen.</summary>
    private static void Observe(Task copying) =>
        copying.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
