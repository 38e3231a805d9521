using System.Net;
using System.Runtime.ExceptionServices;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// What made the copy of a content fail. <see cref="HttpContent"/> puts the failure of a stream into an exception of its own
/// where it is asked to copy itself, as a stand-in asks it. The network over HTTP/2 and a synchronous buffering do not ask so,
/// and make another exception of the failure.
/// </summary>
internal static class CopyFailure
{
    /// <summary>The text of .NET's own exception, which depends on how the program was built.</summary>
    private static readonly Lazy<string?> Wrapped = new(WrappedText);

    /// <summary>Throws what the content has thrown, with its stack, where this exception was put around it; else returns.</summary>
    /// <param name="content">What was copied.</param>
    /// <param name="exception">What its copy has thrown.</param>
    public static void ThrowUnwrapped(HttpContent content, Exception exception)
    {
        // A content of several parts asks them to copy themselves, so that the exception is put around their failures in any case.
        if (content is not MultipartContent && exception is HttpRequestException { InnerException: IOException or ObjectDisposedException } && exception.Message == Wrapped.Value)
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
