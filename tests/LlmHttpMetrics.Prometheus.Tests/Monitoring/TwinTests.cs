using System.Text.Json.Nodes;
using LlmHttpMetrics.Prometheus.Tests.Guide;

namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>The two dashboards are one, but for the names that have moved between the generations.</summary>
public sealed class TwinTests
{
    [Test]
    public void Dashboard_WithTheNamesThatMoved_IsItsTwin()
    {
        var dashboard = JsonNode.Parse(Dashboard.Read(Dashboard.OfV1).Text)!;
        var twin = JsonNode.Parse(Dashboard.Read(Dashboard.OfLatest).Text)!;
        var moved = 0;
        foreach (var target in dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]?.AsArray() ?? []))
        {
            var expression = (string)target!["expr"]!;
            var other = ConventionsGuide.Moved(expression);
            moved += expression == other ? 0 : 1;
            target["expr"] = other;
        }

        foreach (var own in new[] { "title", "uid", "description" })
        {
            Assert.That((string)dashboard[own]!, Is.Not.EqualTo((string)twin[own]!), "both can be there at once");
            dashboard[own] = (string)twin[own]!;
        }

        Assert.That(moved, Is.EqualTo(9));
        Assert.That(dashboard.ToJsonString(), Is.EqualTo(twin.ToJsonString()));
    }

    [Test]
    public void Moves_OfTheGuide_AreThoseOfTheConvention() =>
        Assert.That(ConventionsGuide.Moves.Select(move => $"{move.Metric}{{{string.Join(',', move.Matchers)}}} {move.To}"), Is.EquivalentTo(new[]
        {
            "gen_ai_client_operation_duration_seconds{} gen_ai_client_inference_duration_seconds",
            "gen_ai_client_operation_duration_seconds{gen_ai_operation_name=\"embeddings\"} gen_ai_client_embeddings_duration_seconds",
            "gen_ai_client_operation_time_to_first_chunk_seconds{} gen_ai_client_inference_time_to_first_chunk_seconds",
            "gen_ai_client_operation_time_per_output_chunk_seconds{} gen_ai_client_inference_time_per_output_chunk_seconds",
            "gen_ai_client_token_usage{gen_ai_token_type=\"input\"} gen_ai_client_inference_operation_input_tokens",
            "gen_ai_client_token_usage{gen_ai_token_type=\"output\"} gen_ai_client_inference_operation_output_tokens",
            "gen_ai_client_token_usage{gen_ai_operation_name=\"embeddings\",gen_ai_token_type=\"input\"} gen_ai_client_embeddings_operation_input_tokens",
        }));
}
