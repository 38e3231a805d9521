namespace LlmHttpMetrics.TestUtilities;

/// <summary>Secrets that the test data is full of, and that everything published in a whole run is searched for.</summary>
public static class Canary
{
    /// <summary>Used in keys, headers, cookies, queries, prompts, arguments, answers, error messages and file names: must not be published anywhere.</summary>
    public const string Secret = "c4n4ry";

    /// <summary>Set in the scope of a call, and not listed as a tag of metrics: spans and events contain it, metrics and logs must not.</summary>
    public const string Said = "s41d-c4n4r1";

    /// <summary>Headers of a request that hold it, with names that services use and one that none does.</summary>
    public static IReadOnlyList<(string Name, string Value)> RequestHeaders { get; } =
    [
        ("Authorization", $"Bearer {Secret}"), ("x-api-key", Secret), ("api-key", Secret), ("x-goog-api-key", Secret), ("Cookie", $"session={Secret}"),
        ("OpenAI-Organization", Secret), ("User-Agent", Secret), ("Referer", $"https://{Secret}.example/"), ("x-own", Secret),
    ];

    /// <summary>Headers of an answer that hold it.</summary>
    public static IReadOnlyList<(string Name, string Value)> ResponseHeaders { get; } =
        [("Set-Cookie", $"session={Secret}"), ("x-own", Secret), ("Location", $"https://{Secret}.example/{Secret}")];

    /// <summary>The URL with the secret as user, password, value of the query and fragment.</summary>
    public static string In(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var told = scheme < 0 ? url : $"{url[..scheme]}://{Secret}:{Secret}@{url[(scheme + 3)..]}";
        return $"{told}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}key={Secret}#{Secret}";
    }

    /// <summary>Adds the headers that are not there yet.</summary>
    public static void In(HttpRequestMessage request)
    {
        foreach (var (name, value) in RequestHeaders)
        {
            if (!request.Headers.Contains(name))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>Adds the headers that are not there yet.</summary>
    public static void In(HttpResponseMessage response)
    {
        foreach (var (name, value) in ResponseHeaders)
        {
            if (!response.Headers.Contains(name))
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
