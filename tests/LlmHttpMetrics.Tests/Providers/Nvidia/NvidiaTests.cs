namespace LlmHttpMetrics.Tests.Providers.Nvidia;

/// <summary>NVIDIA's ranking as https://docs.nvidia.com/nim/nemo-retriever/text-reranking/latest/using-reranking.html describes it.</summary>
public sealed class NvidiaTests
{
    public static readonly AnswerCase[] Answers =
    [
        new(
            new WireCase(
                "ranking", """{"rankings":[{"index":0,"logit":-1.2421875},{"index":1,"logit":-3.029296875}],"usage":{"prompt_tokens":68,"total_tokens":68}}""")
            {
                Url = "https://ai.api.nvidia.com/v1/retrieval/nvidia/reranking",
                Request = """{"model":"nvidia/llama-3.2-nv-rerankqa-1b-v2","query":{"text":"which way should i go?"},"passages":[{"text":"two """
                    + """roads"},{"text":"then took the other"}],"truncate":"END"}"""
            },
            "nvidia",
            "rerank")
        {
            Model = "nvidia/llama-3.2-nv-rerankqa-1b-v2", Input = 68, Total = 68,
        },
        new(
            new WireCase("ranking without figures", """{"rankings":[{"index":0,"logit":-1.2421875}]}""")
            {
                Url = "https://ai.api.nvidia.com/v1/retrieval/nvidia/llama-3_2-nv-rerankqa-1b-v2/reranking",
                Request = """{"model":"nvidia/llama-3.2-nv-rerankqa-1b-v2","query":{"text":"q"},"passages":[{"text":"two roads"}]}"""
            },
            "nvidia",
            "rerank")
        {
            Model = "nvidia/llama-3.2-nv-rerankqa-1b-v2", UsageMissing = true,
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);
}
