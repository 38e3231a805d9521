using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>A sink runs in nobody's context, and not in that of the request which happened to come first.</summary>
public sealed class EventContextTests
{
    private static readonly AsyncLocal<string?> Baggage = new();

    [Test]
    public async Task Sink_OfAClientCreatedInARequest_SeesNothingOfThatRequest()
    {
        LookingSink sink = new();
        LoggerExternalScopeProvider scopes = new();
        using ActivitySource source = new("Context.Tests");
        using ActivityListener listener = new()
        {
            ShouldListenTo = one => one == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = source.StartActivity("the first request");
        Baggage.Value = "of the first request";
        using var scope = scopes.Push("of the first request");
        using var call = LlmCall.Begin(new LlmCallInfo { UserId = "the first user" });
        sink.Scopes = scopes;

        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            services: services => services.AddSingleton<ILlmEventSink>(_ => sink.Constructed()));
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        Assert.That((activity, sink.Looks), Is.Not.EqualTo(((Activity?)null, 0)));
        Assert.That(sink.Seen, Is.EqualTo(new string?[] { null, null, null, null, null, null }), "in its constructor, when it writes, when it flushes");
        Assert.That(client.Sink.Only.Call?.UserId, Is.EqualTo("the first user"), "the event itself has what is its call's");
    }

    private sealed class LookingSink : ILlmEventSink
    {
        private readonly List<string?> _seen = [];

        public LoggerExternalScopeProvider? Scopes { get; set; }

        public int Looks { get; private set; }

        public IReadOnlyList<string?> Seen => _seen;

        public LookingSink Constructed()
        {
            Look();
            return this;
        }

        public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
        {
            Look();
            return default;
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            Look();
            return default;
        }

        private void Look()
        {
            Looks++;
            _seen.Add(Baggage.Value ?? Activity.Current?.OperationName);
            _seen.Add(LlmCall.Current?.UserId);
            Scopes!.ForEachScope((scope, seen) => seen.Add((string?)scope), _seen);
        }
    }
}
