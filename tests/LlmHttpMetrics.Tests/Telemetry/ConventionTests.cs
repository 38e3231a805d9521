using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>Which generation of the convention is published.</summary>
public sealed class ConventionTests
{
    private const string Embeddings = """{"object":"list","model":"text-embedding-3-small","data":[],"usage":{"prompt_tokens":6,"total_tokens":6}}""";

    private static readonly string[] V1 = ["gen_ai.client.operation.duration", "gen_ai.client.token.usage", "gen_ai.client.token.usage"];

    private static readonly string[] Latest =
    [
        "gen_ai.client.inference.duration", "gen_ai.client.inference.operation.input_tokens", "gen_ai.client.inference.operation.output_tokens",
        "gen_ai.client.inference.usage.input_tokens", "gen_ai.client.inference.usage.output_tokens",
        "gen_ai.client.inference.usage.cache_read.input_tokens", "gen_ai.client.inference.usage.reasoning.output_tokens",
    ];

    [TestCase(SemanticConventions.V1_41, true, false)]
    [TestCase(SemanticConventions.Latest, false, true)]
    [TestCase(SemanticConventions.Both, true, true)]
    public async Task Convention_Chosen_IsPublished(SemanticConventions conventions, bool v1, bool latest)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.SemanticConventions = conventions);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(
            client.Recorder.All.Select(measurement => measurement.Instrument).Where(name => name.StartsWith("gen_ai.", StringComparison.Ordinal)),
            Is.EquivalentTo((v1 ? V1 : []).Concat(latest ? Latest : [])));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1), "ours are always there");
    }

    [Test]
    public async Task Latest_Stream_HasItsOwnChunkTimes()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatStream), options => options.SemanticConventions = SemanticConventions.Latest);

        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest));

        Assert.That(client.Recorder.Of("gen_ai.client.inference.time_to_first_chunk"), Has.Count.EqualTo(1));
        Assert.That(client.Recorder.Of("gen_ai.client.inference.time_per_output_chunk"), Has.Count.EqualTo(1));
        Assert.That(client.Recorder.Of("gen_ai.client.operation.time_to_first_chunk"), Is.Empty);
    }

    [Test]
    public async Task Latest_TokensByModality_AddUpToTheTotal()
    {
        var body = WireSamples.ChatAnswer.Replace("\"cached_tokens\":4", "\"cached_tokens\":4,\"audio_tokens\":5");
        await using MonitoredClient client = new(_ => WireSamples.Trickle(body), options => options.SemanticConventions = SemanticConventions.Latest);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(client.Recorder.Sum("gen_ai.client.inference.usage.input_tokens", ("gen_ai.token.modality", "audio")), Is.EqualTo(5));
        Assert.That(client.Recorder.Sum("gen_ai.client.inference.usage.input_tokens"), Is.EqualTo(11));
        Assert.That(client.Recorder.Only("gen_ai.client.inference.operation.input_tokens").Tags.Keys, Does.Not.Contain("gen_ai.token.modality"));
        Assert.That(client.Recorder.Only("gen_ai.client.inference.usage.output_tokens").Tag("gen_ai.token.modality"), Is.EqualTo("unknown"));
    }

    [Test]
    public async Task Latest_Embeddings_HaveInstrumentsOfTheirOwn()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Embeddings), options => options.SemanticConventions = SemanticConventions.Latest);

        using var response = await client.Http.SendAsync(
            WireSamples.Post("https://api.openai.com/v1/embeddings", """{"input":"a","model":"text-embedding-3-small"}"""));

        Assert.That(
            client.Recorder.All.Where(measurement => measurement.Instrument.StartsWith("gen_ai.", StringComparison.Ordinal)).Select(
                measurement => (measurement.Instrument, measurement.Value)),
            Is.EquivalentTo(new[] { ("gen_ai.client.embeddings.duration", 0d), ("gen_ai.client.embeddings.operation.input_tokens", 6d) }));
    }

    [Test]
    public async Task V1_Embeddings_HaveInputAlone()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Embeddings));

        using var response = await client.Http.SendAsync(
            WireSamples.Post("https://api.openai.com/v1/embeddings", """{"input":"a","model":"text-embedding-3-small"}"""));

        Assert.That(client.Recorder.Only("gen_ai.client.token.usage").Has(("gen_ai.token.type", "input")), Is.True);
        Assert.That(client.Recorder.Of("llm.usage.missing"), Is.Empty);
    }

    [TestCase(null, SemanticConventions.V1_41)]
    [TestCase("", SemanticConventions.V1_41)]
    [TestCase("http,database/dup", SemanticConventions.V1_41)]
    [TestCase("gen_ai_latest_experimental", SemanticConventions.Latest)]
    [TestCase(" http , gen_ai_latest_experimental ", SemanticConventions.Latest)]
    [TestCase("gen_ai_latest_experimental/dup", SemanticConventions.Both)]
    [TestCase("gen_ai_latest_experimental,gen_ai_latest_experimental/dup", SemanticConventions.Both)]
    [TestCase("gen_ai_latest_experimental2", SemanticConventions.V1_41)]
    public void OptIn_OfTheEnvironment_IsRead(string? list, SemanticConventions expected)
    {
        Assert.That(ConventionOptIn.Parse(list), Is.EqualTo(expected));
    }

    [Test]
    [NonParallelizable]
    public void OptIn_Set_IsTheOptionsDefault()
    {
        var before = Environment.GetEnvironmentVariable("OTEL_SEMCONV_STABILITY_OPT_IN");
        try
        {
            Environment.SetEnvironmentVariable("OTEL_SEMCONV_STABILITY_OPT_IN", "gen_ai_latest_experimental/dup");
            Assert.That(new LlmMonitoringOptions().SemanticConventions, Is.EqualTo(SemanticConventions.Both));
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_SEMCONV_STABILITY_OPT_IN", before);
        }

        Assert.That(new LlmMonitoringOptions().SemanticConventions, Is.EqualTo(ConventionOptIn.Parse(before)));
    }
}
