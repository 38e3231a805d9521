using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>An answer as it stands on the wire, and the call it answers.</summary>
public sealed record WireCase(string Name, byte[] Body)
{
    private const int BufferSize = 64 * 1024;

    public WireCase(string name, string body)
        : this(name, WireSamples.Bytes(body))
    {
    }

    public string Url { get; init; } = WireSamples.OpenAiChat;

    public string Request { get; init; } = WireSamples.ChatRequest;

    public IReadOnlyList<(string Name, string Value)> RequestHeaders { get; init; } = [];

    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public string? ContentEncoding { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>When the call is made; null for the clock's own beginning.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The monitoring's options; null for the defaults.</summary>
    public Action<LlmMonitoringOptions>? Configure { get; init; }

    public override string ToString() => Name;

    /// <summary>The same with the canary's secret in every text of request and answer; compressed bodies stay as they are.</summary>
    public WireCase WithSecrets() => this with
    {
        Request = CanaryText.Plant(Request),
        Body = ContentEncoding is not null ? Body : ContentType == AwsFrames.ContentType ? CanaryFrames.Plant(Body) : CanaryText.Plant(Body),
    };

    /// <summary>Serves it to a monitored client, reads it to its end and gives what was measured.</summary>
    public async Task<WireResult> PlayAsync(Delivery delivery, bool sync, int seed = 1)
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(new StubHandler(_ => Answer(delivery, seed)) { IsAsync = !sync }, Configure);
        if (At is { } at)
        {
            client.Time.Advance(at - client.Time.GetUtcNow());
        }

        using var request = Ask();
        using var response = sync
            ? client.Http.Send(request, HttpCompletionOption.ResponseHeadersRead)
            : await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var received = sync ? Read(response.Content.ReadAsStream()) : await ReadAsync(await response.Content.ReadAsStreamAsync());

        Assert.That(received.ToArray(), Is.EqualTo(Body), "the caller's bytes");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(1), "recorded once");
        return new WireResult(await client.EventAsync(), client.Recorder.All);
    }

    /// <summary>Serves it again and again to one monitored client without a sink, and gives what was measured of each call.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Measurement>>> PlayForMetersAsync(int times)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => Answer(Delivery.Whole, seed: 1)),
            Configure,
            services: services => services.Remove(services.Single(service => service.ServiceType == typeof(ILlmEventSink))));
        if (At is { } at)
        {
            client.Time.Advance(at - client.Time.GetUtcNow());
        }

        List<IReadOnlyList<Measurement>> measured = [];
        for (var seen = 0; measured.Count < times; seen = client.Recorder.All.Count)
        {
            using var request = Ask();
            using var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            using var received = await ReadAsync(await response.Content.ReadAsStreamAsync());
            await LlmMonitoring.FlushAsync();
            measured.Add([.. client.Recorder.All.Skip(seen)]);
        }

        return measured;
    }

    private HttpRequestMessage Ask()
    {
        var request = WireSamples.Post(Url, Request);
        foreach (var (name, value) in RequestHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static MemoryStream Read(Stream stream)
    {
        MemoryStream all = new();
        var buffer = new byte[BufferSize];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
        }

        return all;
    }

    private static async Task<MemoryStream> ReadAsync(Stream stream)
    {
        MemoryStream all = new();
        var buffer = new byte[BufferSize];
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
        }

        return all;
    }

    private HttpResponseMessage Answer(Delivery delivery, int seed)
    {
        var response = WireSamples.Stream(new TrickleStream(Body, delivery, seed), ContentType);
        response.StatusCode = (HttpStatusCode)Status;
        if (ContentEncoding is { } coding)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }

        foreach (var (name, value) in Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
