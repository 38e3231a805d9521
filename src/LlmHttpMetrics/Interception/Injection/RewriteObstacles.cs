using System.Net.Http.Headers;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>Detects headers of a request that do not allow to rewrite its body.</summary>
internal static class RewriteObstacles
{
    private static readonly string[] Digests = ["Content-MD5", "Digest", "Content-Digest", "Repr-Digest", "Signature", "X-Amz-Content-Sha256"];

    /// <summary>Whether the caller accepts a content coding: an event cannot be removed from coded bytes.</summary>
    public static bool AcceptsCoding(HttpRequestMessage request)
    {
        if (!request.Headers.NonValidated.TryGetValues("Accept-Encoding", out var codings))
        {
            return false;
        }

        foreach (var coding in codings.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a digest or a signature of the caller's covers the body: https://www.rfc-editor.org/rfc/rfc9530,
    /// https://www.rfc-editor.org/rfc/rfc9421.
    /// </summary>
    public static bool CoversBody(HttpRequestMessage request, HttpContent content)
    {
        foreach (var name in Digests)
        {
            if (request.Headers.NonValidated.Contains(name) || content.Headers.NonValidated.Contains(name))
            {
                return true;
            }
        }

        return request.Headers.NonValidated.TryGetValues("Authorization", out var authorization) && IsSignature(authorization);
    }

    private static bool IsSignature(HeaderStringValues authorization) =>
        authorization.ToString() is var text
        && (text.StartsWith("AWS4-", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Signature ", StringComparison.OrdinalIgnoreCase));
}
