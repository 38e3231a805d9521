namespace LlmHttpMetrics.Tests.Providers.Nomic;

/// <summary>Nomic as https://docs.nomic.ai/atlas/embeddings-and-retrieval/embeddings describes it.</summary>
public sealed class NomicTests
{
    public static readonly AnswerCase[] Answers =
    [
        new(
            new WireCase("embeddings", """{"embeddings":[[0.1],[0.2]],"usage":{"prompt_tokens":10,"total_tokens":10},"model":"nomic-embed-text-v1.5"}""")
            {
                Url = "https://api-atlas.nomic.ai/v1/embedding/text",
                Request = """{"model":"nomic-embed-text-v1.5","texts":["a","b"],"task_type":"search_document"}"""
            },
            "nomic",
            "embeddings")
        {
            Model = "nomic-embed-text-v1.5", ResponseModel = "nomic-embed-text-v1.5", Input = 10, Total = 10,
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);
}
