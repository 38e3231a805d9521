namespace LlmHttpMetrics.Tests.Providers.Mixedbread;

/// <summary>Mixedbread as https://www.mixedbread.com/api-reference describes it.</summary>
public sealed class MixedbreadTests
{
    public static readonly AnswerCase[] Answers =
    [
        new(
            new WireCase(
                "rerank",
                """{"object":"list","model":"mixedbread-ai/mxbai-rerank-large-v2","top_k":1,"return_input":false,"data":[{"index":1,"score":0.87}"""
                    + """],"usage":{"prompt_tokens":120,"total_tokens":120}}""")
            {
                Url = "https://api.mixedbread.com/v1/reranking",
                Request = """{"model":"mixedbread-ai/mxbai-rerank-large-v2","query":"techno","input":["Berlin","Detroit"],"top_k":1}"""
            },
            "mixedbread",
            "rerank")
        {
            Model = "mixedbread-ai/mxbai-rerank-large-v2", ResponseModel = "mixedbread-ai/mxbai-rerank-large-v2", Input = 120, Total = 120,
        },
        new(
            new WireCase(
                "embeddings",
                """{"object":"list","model":"mixedbread-ai/mxbai-embed-large-v1","data":[{"object":"embedding_dict","index":0,"embedding":"""
                    + """{"float":[0.1],"int8":[1]}}],"usage":{"prompt_tokens":5,"total_tokens":5},"normalized":true}""")
            {
                Url = "https://api.mixedbread.com/v1/embeddings",
                Request = """{"model":"mixedbread-ai/mxbai-embed-large-v1","input":"a","encoding_format":["float","int8"]}"""
            },
            "mixedbread",
            "embeddings")
        {
            Model = "mixedbread-ai/mxbai-embed-large-v1", ResponseModel = "mixedbread-ai/mxbai-embed-large-v1", Input = 5, Total = 5,
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);
}
