using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>
/// Services that serve OpenAI's API with few or no additions, a row each, in alphabetical order. Names are those of LiteLLM
/// (https://docs.litellm.ai/docs/providers) if it has one.
/// </summary>
internal static class CompatibleProviders
{
    /// <summary>https://www.volcengine.com/docs/82379/1523520.</summary>
    private static readonly WireFormat MultimodalEmbeddings = InputOnlyFormats.Create(InputOnlyFormats.Embeddings.Name, [OpenAiRequest.Input("input[*].text")]);

    public static readonly Provider[] All =
    [
        Row("aihubmix", "aihubmix.com", "api.aihubmix.com"),
        Row("aiml", "api.aimlapi.com"),
        Row("amazon_nova", "api.nova.amazon.com"),
        Row("anyscale", "api.endpoints.anyscale.com"),
        Row("assemblyai", "llm-gateway.assemblyai.com"),
        Row("baichuan", "api.baichuan-ai.com"),
        Row("baseten", "inference.baseten.co", "*.api.baseten.co"),
        Row("chutes", "llm.chutes.ai", "*.chutes.ai"),
        Row("clarifai", "api.clarifai.com") with { PathStart = "/v2/ext/openai/" },
        Row("cometapi", "api.cometapi.com"),
        Row("featherless_ai", "api.featherless.ai"),
        Row("friendliai", "api.friendli.ai", "inference.friendli.ai"),
        Row("gmi", "api.gmi-serving.com"),
        Row("gradient_ai", "inference.do-ai.run", "*.agents.do-ai.run"),
        Row("helicone", "ai-gateway.helicone.ai", "oai.helicone.ai", "anthropic.helicone.ai", "gateway.helicone.ai"),
        Row("hunyuan", "api.hunyuan.cloud.tencent.com"),
        Row("inception", "api.inceptionlabs.ai"),
        Row("inference_net", "api.inference.net"),
        Row("ionos", "openai.inference.de-txl.ionos.com"),
        Row("kluster_ai", "api.kluster.ai"),
        Row("lambda_ai", "api.lambda.ai", "api.lambdalabs.com"),
        Row("lingyiwanwu", "api.lingyiwanwu.com", "api.01.ai"),
        Row("maritalk", "chat.maritaca.ai"),
        Row("minimax", "api.minimax.io", "api.minimaxi.com", "api.minimaxi.chat", "api.minimax.chat"),
        Row("modelscope", "api-inference.modelscope.cn"),
        Row("morph", "api.morphllm.com"),
        Row("nano-gpt", "nano-gpt.com"),
        Row("nous", "inference-api.nousresearch.com"),
        Row("nscale", "inference.api.nscale.com"),
        Row("ovhcloud", "*.endpoints.kepler.ai.cloud.ovh.net"),
        Row("opencode", "opencode.ai") with { PathStart = "/zen/" },
        Row("parasail", "api.parasail.io"),
        Row("poe", "api.poe.com"),
        Row("ppio", "api.ppinfra.com", "api.ppio.com"),
        Row("publicai", "api.publicai.co"),
        Row("qianfan", "qianfan.baidubce.com"),
        Row("requesty", "router.requesty.ai", "*.router.requesty.ai"),
        Row("salad_cloud", "ai.salad.cloud"),
        Row("sarvam", "api.sarvam.ai"),
        Row("scaleway", "api.scaleway.ai", "*.ifr.fr-par.scaleway.com"),
        Row("siliconflow", "api.siliconflow.cn", "api.siliconflow.com"),
        Row("spark", "spark-api-open.xf-yun.com"),
        Row("stepfun", "api.stepfun.com", "api.stepfun.ai"),
        Row("synthetic", "api.synthetic.new"),
        Row("targon", "api.targon.com"),
        Row("upstage", "api.upstage.ai"),
        Row("v0", "api.v0.dev"),
        Row("vercel_ai_gateway", "ai-gateway.vercel.sh"),
        Row("volcengine", "*.volces.com", "*.bytepluses.com") with
        {
            HostLabel = "ark",
            Endpoints = [.. OpenAiEndpoints.All, new("/embeddings/multimodal", Operations.Embeddings, MultimodalEmbeddings)],
        },
        Row("wandb", "api.inference.wandb.ai"),
        Row("xiaomi_mimo", "api.xiaomimimo.com"),
    ];

    private static Provider Row(string name, params string[] hosts) => new(name, hosts, OpenAiEndpoints.All);
}
