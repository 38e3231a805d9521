using System.Text;

namespace LlmHttpMetrics.Prometheus.Serving;

/// <summary>The path of a group of metrics at a Pushgateway: https://github.com/prometheus/pushgateway#url.</summary>
internal static class GroupPath
{
    private const string Job = "job";
    private const string Base64 = "@base64";

    /// <exception cref="ArgumentException">
    /// The address is not an HTTP address, the job is empty, or a label has a name that Prometheus does not allow.
    /// </exception>
    public static Uri Of(Uri address, string job, IEnumerable<KeyValuePair<string, string>> grouping)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrEmpty(job);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException(
                $"The address is \"{address}\"; it has to be an absolute one of http or https, such as http://gateway:9091.", nameof(address));
        }

        StringBuilder path = new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/metrics");
        Append(path, Job, job);
        HashSet<string> names = new(StringComparer.Ordinal) { Job };
        foreach (var (name, value) in grouping)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(grouping));
            if (!IsLabel(name))
            {
                throw new ArgumentException(
                    $"The label \"{name}\" is not valid: letters, digits and underscores, no digit first, and not two underscores at the beginning.",
                    nameof(grouping));
            }

            if (!names.Add(name))
            {
                throw new ArgumentException($"The label \"{name}\" occurs twice; each label has one value, and {Job} is given by itself.", nameof(grouping));
            }

            Append(path, name, value);
        }

        return new Uri(path.ToString());
    }

    /// <summary>
    /// A value with a slash and an empty value cannot be written in a path unchanged; neither can a value that consists of dots, which a client would
    /// interpret as a directory.
    /// </summary>
    private static void Append(StringBuilder path, string name, string value)
    {
        path.Append('/').Append(name);
        if (value.Length == 0)
        {
            path.Append(Base64).Append("/=");
        }
        else if (value.Contains('/', StringComparison.Ordinal) || value is "." or "..")
        {
            path.Append(Base64).Append('/').Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }
        else
        {
            path.Append('/').Append(Uri.EscapeDataString(value));
        }
    }

    private static bool IsLabel(string name) =>
        name.Length > 0
            && !char.IsAsciiDigit(name[0])
            && !name.StartsWith("__", StringComparison.Ordinal)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
