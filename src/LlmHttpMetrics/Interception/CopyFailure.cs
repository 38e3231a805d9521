using System.Net;
using System.Runtime.ExceptionServices;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The exception that made the copy of a content fail. <see cref="HttpContent"/> wraps the failure of a stream in an exception of its own when it is
/// copied, as a replacement content does. The network over HTTP/2 and synchronous buffering do not use that method, and convert the failure to
/// another exception.
/// </summary>
internal static class CopyFailure
{
    /// <summary>The message of .NET's own exception, which depends on how the application was built.</summary>
    private static readonly Lazy<string?> Wrapped = new(WrappedText);

    /// <summary>Throws the exception of the content itself, with its stack trace, if this exception was wrapped around it; otherwise returns.</summary>
    /// <param name="content">The content that was copied.</param>
    /// <param name="exception">The exception that the copy threw.</param>
    public static void ThrowUnwrapped(HttpContent content, Exception exception)
    {
        // Multipart content copies its parts with the wrapping method, so that their failures are always wrapped.
        if (content is not MultipartContent
            && exception is HttpRequestException { InnerException: IOException or ObjectDisposedException }
            && exception.Message == Wrapped.Value)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException);
        }
    }

    private static string? WrappedText()
    {
        try
        {
            using Failing content = new();
            content.CopyTo(Stream.Null, context: null, CancellationToken.None);
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }

        return null;
    }

    private sealed class Failing : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new IOException();

        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) => throw new IOException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
