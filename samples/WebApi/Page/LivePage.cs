using System.Security.Cryptography;
using System.Text;

namespace WebApi.Page;

/// <summary>
/// <c>GET /</c>: one page that only uses <c>/stats</c> and <c>/chat</c>. Its content security policy allows the script and the style in the page, by
/// their hashes, and connections to this host only: https://www.w3.org/TR/CSP3/.
/// </summary>
internal static class LivePage
{
    public static void MapLivePage(this IEndpointRouteBuilder endpoints, string path)
    {
        var page = Read();
        var policy =
            $"default-src 'none'; script-src {HashOf(page, "script")}; style-src {HashOf(page, "style")}; connect-src 'self'; img-src data:; "
                + $"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        endpoints.MapGet(path, (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.CacheControl = "no-cache";
            return TypedResults.Text(page, "text/html; charset=utf-8");
        });
    }

    private static string Read()
    {
        using var stream = typeof(LivePage).Assembly.GetManifestResourceStream("index.html")!;
        using StreamReader reader = new(stream);
        // A browser normalizes line ends in the same way before it computes the hash.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string HashOf(string page, string element)
    {
        var begin = page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var end = page.IndexOf($"</{element}>", begin, StringComparison.Ordinal);
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[begin..end])))}'";
    }
}
