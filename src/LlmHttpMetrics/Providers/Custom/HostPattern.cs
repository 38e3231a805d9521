using System.Globalization;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>The hosts that a custom provider can have.</summary>
internal static class HostPattern
{
    public const string Allowed = "a host name, '*.domain' or '*', each with ':port' or without, and no scheme or path";

    public static bool IsValid(string? host)
    {
        if (string.IsNullOrEmpty(host) || !System.Text.Ascii.IsValid(host))
        {
            return false;
        }

        if (host.LastIndexOf(':') is var colon and >= 0 && host.IndexOf(':', StringComparison.Ordinal) == colon)
        {
            if (!ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            {
                return false;
            }

            host = host[..colon];
        }

        return host == "*" || (host.StartsWith("*.", StringComparison.Ordinal) || host.StartsWith("*-", StringComparison.Ordinal)
            ? Uri.CheckHostName(host[2..]) == UriHostNameType.Dns
            : Uri.CheckHostName(host) != UriHostNameType.Unknown);
    }
}
