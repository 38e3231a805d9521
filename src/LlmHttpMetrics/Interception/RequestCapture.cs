using System.Net.Http.Json;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Serializes a request's content before it is sent, if it has to be known first, and replaces the content by what it wrote. The content is therefore
/// serialized once, as it would be without us, and may be one that cannot be serialized again.
/// </summary>
internal static class RequestCapture
{
    /// <summary>The maximum length of content that is serialized ahead.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>
    /// True for content that is not in memory yet and can be captured safely. Content without a known length may turn out to be too long and be
    /// serialized a second time, which only JSON content is known to support.
    /// </summary>
    public static bool CanTake(HttpContent content) =>
        !RequestObservation.IsMemory(content) && content is not CapturedContent
        && (content.Headers.ContentLength is { } length ? length <= MaxLength : content is JsonContent);

    /// <summary>
    /// Returns the content that replaces the caller's; null if that was too long. Never throws: an exception of the content is thrown when sending.
    /// </summary>
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
                // A read of the caller's own stream does not observe the token, so it is waited for.
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

        // Content that writes more than its length is refused by the sender, for which the captured part is sufficient.
        return content is JsonContent ? null : new CapturedContent(content, bytes, isWhole: false, failure: null);
    }

    /// <summary>Observes the exception of a copy that is no longer waited for.</summary>
    private static void Observe(Task copying) =>
        copying.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
