using System.Net.Http.Headers;
using System.Text;
using LlmHttpMetrics.Prometheus.Serving;

namespace LlmHttpMetrics.Prometheus;

/// <summary>
/// Pushes the metrics of a job that ends before Prometheus could scrape it to a Pushgateway, where they stay until they are deleted:
/// https://github.com/prometheus/pushgateway.
/// </summary>
public sealed class LlmPushgateway : IDisposable
{
    /// <summary>The maximum length of a gateway's error reason in exceptions.</summary>
    private const int MaxReasonLength = 500;

    private readonly HttpClient _http;
    private readonly bool _isOwn;

    /// <summary>Creates an instance for a gateway and a group of metrics there.</summary>
    /// <param name="address">The gateway, with the part of the URL before <c>/metrics/job</c>: <c>http://gateway:9091</c>.</param>
    /// <param name="job">The job; it becomes the label <c>job</c>.</param>
    /// <param name="grouping">Further labels of the group, such as <c>instance</c>, in this order; <see langword="null"/> for none.</param>
    /// <param name="client">The client to use, which is not disposed; <see langword="null"/> to create one.</param>
    /// <exception cref="ArgumentException">
    /// The address is not an HTTP address, the job is empty, or a label has a name that Prometheus does not allow.
    /// </exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public LlmPushgateway(Uri address, string job, IEnumerable<KeyValuePair<string, string>>? grouping = null, HttpClient? client = null)
    {
        Group = GroupPath.Of(address, job, grouping ?? []);
        _isOwn = client is null;
        _http = client ?? new HttpClient();
    }

    /// <summary>The URL of the group.</summary>
    public Uri Group { get; }

    /// <summary>Replaces all metrics of the group by these metrics.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="cancellationToken">Cancels the push.</param>
    /// <returns>A task that completes when the gateway has accepted them.</returns>
    /// <exception cref="HttpRequestException">The gateway cannot be reached or refuses the metrics; the message has its reason.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="metrics"/> is <see langword="null"/>.</exception>
    public Task PushAsync(LlmPrometheusMetrics metrics, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Put, metrics, cancellationToken);

    /// <summary>Replaces the metrics with the same names by these metrics; others in the group stay.</summary>
    /// <inheritdoc cref="PushAsync"/>
    public Task AddAsync(LlmPrometheusMetrics metrics, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Post, metrics, cancellationToken);

    /// <summary>Deletes the group.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that completes when the gateway has deleted the group.</returns>
    /// <exception cref="HttpRequestException">The gateway cannot be reached or refuses the request; the message has its reason.</exception>
    public Task DeleteAsync(CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Delete, content: null, cancellationToken);

    /// <summary>Disposes the client if this instance created it.</summary>
    public void Dispose()
    {
        if (_isOwn)
        {
            _http.Dispose();
        }
    }

    private Task SendAsync(HttpMethod method, LlmPrometheusMetrics metrics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ByteArrayContent content = new(Encoding.UTF8.GetBytes(metrics.GetText()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Negotiation.ContentType(LlmMetricsFormat.Text));
        return SendAsync(method, content, cancellationToken);
    }

    private async Task SendAsync(HttpMethod method, HttpContent? content, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, Group) { Content = content };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            var reason = await ReasonAsync(response, cancellationToken).ConfigureAwait(false);
            throw new HttpRequestException(
                $"The Pushgateway refused {method} {Group} with status {(int)response.StatusCode}: {reason}", inner: null, response.StatusCode);
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            using StreamReader reader = new(body);
            var text = new char[MaxReasonLength];
            var length = await reader.ReadBlockAsync(text, cancellationToken).ConfigureAwait(false);
            return length == 0 ? "it gave no reason." : new string(text, 0, length).ReplaceLineEndings(" ").Trim();
        }
    }
}
