using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>The values of a tag are limited for all clients of a service provider together: a backend gets them all.</summary>
public sealed class TagLimitTests
{
    private const int Most = 5;

    [TestCase(SemanticConventions.V1_41)]
    [TestCase(SemanticConventions.Latest)]
    [TestCase(SemanticConventions.V1_41 | SemanticConventions.Latest)]
    public async Task Tags_OfSeveralClients_ShareOneLimit(SemanticConventions conventions)
    {
        void Configure(LlmMonitoringOptions options)
        {
            options.SemanticConventions = conventions;
            options.MetricTags.Add(LlmTagNames.Feature);
        }

        await using var services = Services(("one", Configure), ("two", Configure), ("three", Configure));
        using MeasurementRecorder recorder = new(services);

        foreach (var client in new[] { "one", "two", "three" })
        {
            for (var i = 0; i < Most; i++)
            {
                await SendAsync(services, client, $"{client}-{i}");
            }
        }

        foreach (var tag in new[]
        {
            LlmTagNames.RequestModel,
            LlmTagNames.ResponseModel,
            LlmTagNames.ServerAddress,
            LlmTagNames.ErrorType,
            LlmTagNames.Feature
        })
        {
            foreach (var instrument in recorder.All.GroupBy(measurement => measurement.Instrument))
            {
                var values = instrument.Select(measurement => measurement.Tags.GetValueOrDefault(tag)).OfType<string>().Distinct().ToList();
                Assert.That(values.Where(value => value != "_OTHER").ToList(), Has.Count.LessThanOrEqualTo(Most), $"{tag} of {instrument.Key}");
            }
        }

        Assert.That(Models(recorder), Is.EqualTo(new[] { "_OTHER", "one-0", "one-1", "one-2", "one-3", "one-4" }));
        Assert.That(recorder.Sum(LlmInstrumentNames.TagsOverflowed, (LlmTagNames.Tag, LlmTagNames.RequestModel)), Is.Positive);
    }

    [Test]
    public async Task Limit_RaisedAtRunTime_IsComparedWithWhatAllHave()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Tags:MaxTagValues", (string?)"2")]).Build();
        ServiceCollection collection = new();
        collection.AddMetrics().ConfigureLlmMonitoring(configuration);
        foreach (var name in new[] { "one", "two" })
        {
            collection.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new StubHandler(Answer)).AddLlmMonitoring();
        }

        await using var services = collection.BuildServiceProvider();
        using MeasurementRecorder recorder = new(services);

        foreach (var model in new[] { "a", "b", "c" })
        {
            await SendAsync(services, "one", model);
        }

        configuration["Tags:MaxTagValues"] = "4";
        configuration.Reload();
        foreach (var model in new[] { "d", "e", "f" })
        {
            await SendAsync(services, "two", model);
        }

        await SendAsync(services, "one", "d");
        Assert.That(Models(recorder), Is.EqualTo(new[] { "_OTHER", "a", "b", "d", "e" }));
        Assert.That(recorder.Of(LlmInstrumentNames.Requests)[^1].Tag(LlmTagNames.RequestModel), Is.EqualTo("d"), "one that is known is known to all");
    }

    private static string[] Models(MeasurementRecorder recorder) => [.. recorder.Of(LlmInstrumentNames.Requests)
        .Select(measurement => (string)measurement.Tag(LlmTagNames.RequestModel)!).Distinct().Order(StringComparer.Ordinal)];

    private static async Task SendAsync(IServiceProvider services, string client, string model)
    {
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
        using HttpRequestMessage request = new(HttpMethod.Post, $"https://{model}.example/v1/chat/completions");
        request.Content = WireSamples.Json($$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]}""");
        request.Options.Set(LlmCall.OptionsKey, new LlmCallInfo { Feature = model });
        (await http.SendAsync(request)).Dispose();
    }

    private static ServiceProvider Services(params (string Name, Action<LlmMonitoringOptions> Configure)[] clients)
    {
        ServiceCollection services = new();
        services.AddMetrics();
        services.ConfigureLlmMonitoring(options => options.Tags.MaxTagValues = Most);
        foreach (var (name, configure) in clients)
        {
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new StubHandler(Answer)).AddLlmMonitoring(configure);
        }

        return services.BuildServiceProvider();
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var model = request.RequestUri!.Host.Split('.')[0];
        return WireSamples.Trickle(
            $$$"""{"model":"{{{model}}}-r","choices":[{"index":0,"message":{"content":"one"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1"""
                + $$$""","completion_tokens":1}}""");
    }
}
