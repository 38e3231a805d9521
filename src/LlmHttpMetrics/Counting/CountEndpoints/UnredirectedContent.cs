using System.Net;

namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>A body for a single host: it is not written if its request was redirected to another host, as status 307 or 308 does.</summary>
internal sealed class UnredirectedContent : HttpContent
{
    private readonly byte[] _json;
    private readonly HttpRequestMessage _request;
    private readonly Uri _address;

    public UnredirectedContent(byte[] json, HttpRequestMessage request)
    {
        (_json, _request, _address) = (json, request, request.RequestUri!);
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ThrowIfRedirected();
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ThrowIfRedirected();
        stream.Write(_json);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }

    private void ThrowIfRedirected()
    {
        if (Uri.Compare(_address, _request.RequestUri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The count endpoint redirects to another host, where the request was not sent.");
        }
    }
}
