using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LlmHttpMetrics.Prometheus.Serving;

/// <summary>Selects the format for a scraper, according to RFC 9110, section 12.5: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1.</summary>
internal static class Negotiation
{
    private const string OpenMetrics = "application/openmetrics-text";
    private const string Text = "text/plain";
    private const string OpenMetricsVersion = "1.0.0";
    private const string TextVersion = "0.0.4";
    private const string Gzip = "gzip";

    public static string ContentType(LlmMetricsFormat format) => format == LlmMetricsFormat.OpenMetrics
        ? $"{OpenMetrics}; version={OpenMetricsVersion}; charset=utf-8"
        : $"{Text}; version={TextVersion}; charset=utf-8";

    /// <summary>
    /// OpenMetrics for scrapers that prefer it or name it with the same quality; the text format for all others, such as browsers and scrapers that
    /// accept neither.
    /// </summary>
    public static LlmMetricsFormat Format(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return LlmMetricsFormat.Text;
        }

        var open = Quality(ranges, OpenMetrics, OpenMetricsVersion, out var isNamed);
        var text = Quality(ranges, Text, TextVersion, out _);
        return open > text || (open > 0 && open == text && isNamed) ? LlmMetricsFormat.OpenMetrics : LlmMetricsFormat.Text;
    }

    public static bool WantsGzip(StringValues accept)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accept, out var codings))
        {
            return false;
        }

        double? any = null;
        foreach (var coding in codings)
        {
            if (coding.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase))
            {
                return coding.Quality is not 0;
            }

            any = coding.Value == "*" ? coding.Quality ?? 1 : any;
        }

        return any > 0;
    }

    /// <summary>The quality of the most specific range, or of the best one among equally specific ranges.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> ranges, string type, string version, out bool isNamed)
    {
        var (best, highest) = (0.0, -1);
        foreach (var range in ranges)
        {
            var specificity = Specificity(range, type, version);
            var quality = range.Quality ?? 1;
            if (specificity > highest || (specificity == highest && quality > best))
            {
                (best, highest) = (quality, Math.Max(specificity, highest));
            }
        }

        isNamed = highest >= 2;
        return highest < 0 ? 0 : best;
    }

    /// <summary>
    /// The specificity of a range: 3 for the full type, 2 without its version, 1 for the main type only, 0 for any type; -1 for another type.
    /// </summary>
    private static int Specificity(MediaTypeHeaderValue range, string type, string version)
    {
        if (range.MatchesAllTypes)
        {
            return 0;
        }

        if (range.MatchesAllSubTypes)
        {
            return type.AsSpan(0, type.IndexOf('/', StringComparison.Ordinal)).Equals(range.Type.AsSpan(), StringComparison.OrdinalIgnoreCase) ? 1 : -1;
        }

        if (!range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            return -1;
        }

        foreach (var parameter in range.Parameters)
        {
            if (parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase))
            {
                return HeaderUtilities.RemoveQuotes(parameter.Value).Equals(version, StringComparison.Ordinal) ? 3 : -1;
            }
        }

        return 2;
    }
}
