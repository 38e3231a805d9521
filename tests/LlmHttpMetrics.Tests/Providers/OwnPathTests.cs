using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers;

/// <summary>Own paths and members of providers that otherwise follow OpenAI, each as its documentation has it.</summary>
public sealed class OwnPathTests
{
    private const string Chat = """{"messages":[{"role":"user","content":"Say hi"}]}""";
    private const string ChatBody =
        """{"id":"x","model":"m1","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":"""
            + """{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""";
    private const string Cloudflare = "https://api.cloudflare.com/client/v4/accounts/0/ai/run/";
    private const string Llama = "@cf/meta/llama-3.1-8b-instruct";
    private const string Snowflake = "https://org-acct.snowflakecomputing.com/api/v2/cortex/inference:";
    private const string Databricks = "https://adb-0.0.azuredatabricks.net/serving-endpoints/";
    private const string Replicate = "https://api.replicate.com/v1/";

    public static readonly AnswerCase[] Answers =
    [
        // https://docs.mistral.ai/api/endpoint/fim
        Case(
            "mistral_ai",
            "text_completion",
            "https://codestral.mistral.ai/v1/fim/completions",
            """{"model":"codestral-latest","prompt":"def","suffix":"return"}""",
            ChatBody) with
        {
            Model = "codestral-latest", ResponseModel = "m1", Id = "x", Finish = "stop", Input = 3, Output = 1, Total = 4, Characters = 2,
        },

        // https://docs.mistral.ai/api/endpoint/agents
        Case(
            "mistral_ai",
            "chat",
            "https://api.mistral.ai/v1/agents/completions",
            """{"agent_id":"a","messages":[{"role":"user","content":"Say hi"}]}""",
            ChatBody) with
        {
            ResponseModel = "m1", Id = "x", Finish = "stop", Input = 3, Output = 1, Total = 4, Characters = 2,
        },

        // https://docs.voyageai.com/reference/multimodal-embeddings-api
        Case(
            "voyageai",
            "embeddings",
            "https://api.voyageai.com/v1/multimodalembeddings",
            """{"model":"voyage-multimodal-3","inputs":[{"content":[{"type":"text","text":"a"}]}]}""",
            """{"object":"list","data":[{"object":"embedding","embedding":[0.1],"index":0}],"model":"voyage-multimodal-3","usage":"""
                + """{"text_tokens":5,"image_pixels":2000000,"total_tokens":3576}}""") with
        {
            Model = "voyage-multimodal-3", ResponseModel = "voyage-multimodal-3", Input = 3576, Total = 3576,
        },

        // https://docs.voyageai.com/reference/contextualized-embeddings-api
        Case(
            "voyageai",
            "embeddings",
            "https://api.voyageai.com/v1/contextualizedembeddings",
            """{"model":"voyage-context-3","inputs":[["a","b"]]}""",
            """{"object":"list","data":[],"model":"voyage-context-3","usage":{"total_tokens":8}}""") with
        {
            Model = "voyage-context-3", ResponseModel = "voyage-context-3", Input = 8, Total = 8,
        },

        // https://api.jina.ai/redoc
        Case(
            "jina",
            "embeddings",
            "https://api.jina.ai/v1/embeddings",
            """{"model":"jina-clip-v2","input":[{"text":"a"},{"image":"u"}]}""",
            """{"model":"jina-clip-v2","object":"list","usage":{"total_tokens":9,"prompt_tokens":9},"data":[]}""") with
        {
            Model = "jina-clip-v2", ResponseModel = "jina-clip-v2", Input = 9, Total = 9,
        },
        Case(
            "jina",
            "rerank",
            "https://api.jina.ai/v1/rerank",
            """{"model":"jina-reranker-v2-base-multilingual","query":"q","documents":["a"]}""",
            """{"model":"jina-reranker-v2-base-multilingual","usage":{"total_tokens":15},"results":[{"index":0,"relevance_score":0.9}]}""") with
        {
            Model = "jina-reranker-v2-base-multilingual", ResponseModel = "jina-reranker-v2-base-multilingual", Input = 15, Total = 15,
        },

        // https://docs.ai21.com/reference/j2-complete-ref
        Case(
            "ai21",
            "text_completion",
            "https://api.ai21.com/studio/v1/j2-ultra/complete",
            """{"prompt":"p","maxTokens":5}""",
            """{"id":"x","prompt":{"text":"p","tokens":[]},"completions":[{"data":{"text":"Hi","tokens":[]},"finishReason":"""
                + """{"reason":"length","length":5}}]}""") with
        {
            Model = "j2-ultra", Id = "x", Finish = "length", Characters = 2, UsageMissing = true, Outcome = LlmOutcomes.Length,
        },

        // https://docs.ai21.com/reference/jamba-1-6-api-ref
        Case(
            "ai21",
            "chat",
            "https://api.ai21.com/studio/v1/chat/completions",
            """{"model":"jamba-large","messages":[{"role":"user","content":"Say hi"}]}""",
            ChatBody) with
        {
            Model = "jamba-large", ResponseModel = "m1", Id = "x", Finish = "stop", Input = 3, Output = 1, Total = 4, Characters = 2,
        },

        // https://docs.databricks.com/machine-learning/foundation-model-apis/api-reference
        Case(
            "databricks",
            "chat",
            Databricks + "my-endpoint/invocations",
            Chat,
            """{"id":"x","model":"m1","choices":[{"index":0,"message":{"role":"assistant","content":[{"type":"reasoning","summary":"""
                + """[{"type":"summary_text","text":"Hmm"}]},{"type":"text","text":"Hi"}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":3"""
                + ""","completion_tokens":1,"total_tokens":4}}""") with
        {
            Model = "my-endpoint", ResponseModel = "m1", Id = "x", Finish = "stop", Input = 3, Output = 1, Total = 4, Characters = 2,
        },
        Case(
            "databricks",
            "embeddings",
            Databricks + "databricks-gte-large-en/invocations",
            """{"input":["a","b"]}""",
            """{"id":"x","object":"list","model":"gte","data":[{"index":0,"object":"embedding","embedding":[0.1]}],"usage":{"prompt_tokens":4"""
                + ""","total_tokens":4}}""") with
        {
            Model = "databricks-gte-large-en", ResponseModel = "gte", Id = "x", Input = 4, Total = 4,
        },
        Case(
            "databricks",
            "text_completion",
            Databricks + "base/invocations",
            """{"prompt":"p"}""",
            """{"id":"x","object":"text_completion","model":"base","choices":[{"index":0,"text":"Hi","finish_reason":"length"}],"usage":"""
                + """{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""") with
        {
            Model = "base", ResponseModel = "base", Id = "x", Finish = "length", Input = 1, Output = 1, Total = 2, Characters = 2, Outcome = LlmOutcomes.Length,
        },
        Case("databricks", "chat", Databricks + "my-endpoint/invocations", Chat, """{"error_code":"REQUEST_LIMIT_EXCEEDED","message":"m"}""", 429) with
        {
            Model = "my-endpoint", Outcome = LlmOutcomes.Error, ErrorType = "REQUEST_LIMIT_EXCEEDED", Code = "REQUEST_LIMIT_EXCEEDED",
        },

        // https://docs.snowflake.com/en/developer-guide/snowflake-rest-api/reference/cortex-inference
        Case("snowflake", "chat", Snowflake + "complete", """{"model":"mistral-large","messages":[{"role":"user","content":"Say hi"}]}""",
            "data: {\"id\":\"x\",\"created\":1,\"model\":\"mistral-large\",\"choices\":[{\"delta\":{\"type\":\"text\",\"content\":\"Hi\","
            + "\"content_list\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"text\":\"Hi\"}}],\"usage\":{}}\n\n"
            + "data: {\"id\":\"x\",\"created\":1,\"model\":\"mistral-large\",\"choices\":[{\"delta\":{\"content\":\"!\"}}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n") with
        {
            Model = "mistral-large", ResponseModel = "mistral-large", Id = "x", Input = 3, Output = 2, Total = 5, Characters = 3, Chunks = 2,
        },
        Case(
            "snowflake",
            "chat",
            Snowflake + "complete",
            """{"model":"mistral-large","messages":[{"role":"user","content":"Say hi"}]}""",
            "data: {\"id\":\"x\",\"model\":\"mistral-large\",\"choices\":[{\"delta\":{\"content\":\"Hi\"}}],\"usage\":{}}\n\n") with
        {
            Model = "mistral-large", ResponseModel = "mistral-large", Id = "x", Characters = 2, Chunks = 1, UsageMissing = true,
            Outcome = LlmOutcomes.Broken, ErrorType = "stream_truncated",
        },
        Case(
            "snowflake",
            "chat",
            Snowflake + "complete",
            """{"model":"m","messages":[{"role":"user","content":"Say hi"}],"stream":false}""",
            """{"choices":[{"messages":" 3"}],"created":1,"model":"m","usage":{"completion_tokens":1,"prompt_tokens":9,"total_tokens":10}}""") with
        {
            Model = "m", ResponseModel = "m", Input = 9, Output = 1, Total = 10, Characters = 2,
        },
        Case(
            "snowflake",
            "embeddings",
            Snowflake + "embed",
            """{"model":"e5-base-v2","text":["a"]}""",
            """{"object":"list","data":[{"object":"embedding","embedding":[[0.1]],"index":0}],"model":"e5-base-v2","usage":{"total_tokens":3}}""") with
        {
            Model = "e5-base-v2", ResponseModel = "e5-base-v2", Input = 3, Total = 3,
        },

        // https://learn.microsoft.com/rest/api/aifoundry/modelinference/get-image-embeddings and, for Cohere's rerank,
        // .../azure/ai-foundry/how-to/use-cohere-rerank
        Case(
            "azure.ai.inference",
            "embeddings",
            "https://r.services.ai.azure.com/models/images/embeddings?api-version=2024-05-01-preview",
            """{"model":"embed-v-4-0","input":[{"image":"data:","text":"a"}]}""",
            """{"id":"x","object":"list","data":[],"model":"embed-v-4-0","usage":{"prompt_tokens":15,"total_tokens":15}}""") with
        {
            Model = "embed-v-4-0", ResponseModel = "embed-v-4-0", Id = "x", Input = 15, Total = 15,
        },
        Case(
            "azure.ai.inference",
            "rerank",
            "https://r.services.ai.azure.com/providers/cohere/v2/rerank",
            """{"model":"rerank-v3.5","query":"q","documents":["a"]}""",
            """{"id":"x","results":[],"meta":{"api_version":{"version":"2"},"billed_units":{"search_units":1}}}""") with
        {
            Model = "rerank-v3.5", Id = "x",
        },

        // https://developers.cloudflare.com/api/resources/ai/methods/run
        Case(
            "cloudflare",
            "chat",
            Cloudflare + Llama,
            Chat,
            """{"result":{"response":"Hi","tool_calls":[],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}},"success":true"""
                + ""","errors":[],"messages":[]}""") with
        {
            Model = Llama, Input = 3, Output = 1, Total = 4, Characters = 2,
        },
        Case(
            "cloudflare",
            "text_completion",
            Cloudflare + Llama,
            """{"prompt":"p"}""",
            """{"result":{"response":"Hi"},"success":true,"errors":[],"messages":[]}""") with
        {
            Model = Llama,
            Characters = 2,
            UsageMissing = true
        },
        Case(
            "cloudflare",
            "chat",
            Cloudflare + Llama,
            Chat.Replace("}]}", "}],\"stream\":true}", StringComparison.Ordinal),
            "data: {\"response\":\"Hi\",\"p\":\"abc\"}\n\ndata: {\"response\":\"\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,"
                + "\"total_tokens\":4}}\n\ndata: [DONE]\n\n") with
        {
            Model = Llama, Input = 3, Output = 1, Total = 4, Characters = 2, Chunks = 1, StreamRequested = true,
        },
        Case(
            "cloudflare",
            "chat",
            Cloudflare + Llama,
            Chat,
            """{"result":null,"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[]}""",
            401) with
        {
            Model = Llama, Outcome = LlmOutcomes.Error, ErrorType = "401", Code = "10000",
        },
        Case(
            "cloudflare",
            "image_generation",
            Cloudflare + "@cf/black-forest-labs/flux-1-schnell",
            """{"prompt":"a cat"}""",
            """{"result":{"image":"AAAA"},"success":true,"errors":[],"messages":[]}""") with
        {
            Model = "@cf/black-forest-labs/flux-1-schnell"
        },

        // https://replicate.com/docs/reference/http#predictions.create, with "Prefer: wait"
        Case(
            "replicate",
            "prediction",
            Replicate + "models/meta/llama-3/predictions",
            """{"input":{"prompt":"p"}}""",
            """{"id":"p1","model":"meta/llama-3","version":"v","status":"succeeded","error":null,"output":["H","i"],"metrics":"""
                + """{"input_token_count":5,"output_token_count":2}}""",
            201) with
        {
            Model = "meta/llama-3", ResponseModel = "meta/llama-3", Id = "p1", Input = 5, Output = 2, Characters = 2,
        },
        Case(
            "replicate",
            "prediction",
            Replicate + "deployments/acme/app/predictions",
            """{"input":{"prompt":"p"}}""",
            """{"id":"p1","model":"acme/app","version":"v","status":"failed","error":"Out of memory","output":null}""",
            201) with
        {
            Model = "acme/app", ResponseModel = "acme/app", Id = "p1", Outcome = LlmOutcomes.Error, ErrorType = "_OTHER",
        },
        Case(
            "replicate",
            "prediction",
            Replicate + "predictions",
            """{"version":"v1","input":{}}""",
            """{"title":"Unauthenticated","detail":"You did not pass an authentication token","status":401}""",
            401) with
        {
            Model = "v1", Outcome = LlmOutcomes.Error, ErrorType = "Unauthenticated", Type = "Unauthenticated",
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    /// <summary>Polls, cancels, token counts and what classifies: nothing of it is a model's answer.</summary>
    [TestCase("GET", Replicate + "predictions/p9")]
    [TestCase("POST", Replicate + "predictions/p9/cancel")]
    [TestCase("POST", "https://api.openai.com/v1/responses/resp_1/cancel")]
    [TestCase("POST", "https://gigachat.devices.sberbank.ru/api/v1/tokens/count")]
    [TestCase("POST", "https://llm.api.cloud.yandex.net/foundationModels/v1/tokenizeCompletion")]
    [TestCase("POST", "https://us-south.ml.cloud.ibm.com/ml/v1/text/tokenization")]
    [TestCase("POST", Cloudflare + "@cf/huggingface/distilbert-sst-2-int8")]
    [TestCase("POST", Databricks + "fraud/invocations")]
    public async Task Request_ThatIsNoModelCall_IsNotCounted(string method, string url)
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle("""{"id":"p9","status":"succeeded","model":"m","metrics":{"input_token_count":5},"usage":{"input_tokens":5}}"""));
        using HttpRequestMessage request = new(new HttpMethod(method), url)
        {
            Content = method == "POST" ? WireSamples.Json("""{"text":"a","dataframe_split":{}}""") : null
        };

        using var response = await client.Http.SendAsync(request);

        Assert.That(client.Recorder.All, Is.Empty);
    }

    private static AnswerCase Case(string provider, string operation, string url, string request, string body, int status = 200) =>
        new(
            new WireCase($"{provider} {operation} {status} {body.Length}", body)
            {
                Url = url, Request = request, Status = status, ContentType = body[0] == '{' ? "application/json" : WireBodies.EventStream,
            },
            provider,
            operation);
}
