using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Model names that begin with their vendor, at the vendor's host and at gateways.</summary>
public sealed class VendorNamesTests
{
    [TestCase("gcp.vertex_ai", "google/gemini-2.5-pro", "gcp.vertex_ai", "gemini-2.5-pro")]
    [TestCase("gcp.vertex_ai", "Publishers/Google/models/gemini-2.5-pro", "gcp.vertex_ai", "gemini-2.5-pro")]
    [TestCase("gcp.vertex_ai", "anthropic/claude-sonnet-4.5", "gcp.vertex_ai", "claude-sonnet-4.5")]
    [TestCase("gcp.vertex_ai", "publishers/anthropic/models/claude-sonnet-4-5", "gcp.vertex_ai", "claude-sonnet-4-5")]
    [TestCase("gcp.gemini", "models/gemini-2.5-pro", "gcp.gemini", "gemini-2.5-pro")]
    [TestCase("gcp.gemini", "google/gemini-2.5-pro", "gcp.gemini", "gemini-2.5-pro")]
    [TestCase("vercel_ai_gateway", "openai/gpt-5", "openai", "gpt-5")]
    [TestCase("cloudflare", "openai/gpt-5", "openai", "gpt-5")]
    [TestCase("cloudflare", "OpenAI/gpt-5", "openai", "gpt-5")]
    [TestCase("cloudflare", "anthropic/claude-sonnet-4.5", "anthropic", "claude-sonnet-4-5")]
    [TestCase("cloudflare", "google/gemini-2.5-pro", "gcp.gemini", "gemini-2.5-pro")]
    [TestCase("cloudflare", "google-ai-studio/gemini-2.5-pro", "gcp.gemini", "gemini-2.5-pro")]
    [TestCase("cloudflare", "google-vertex-ai/google/gemini-2.5-pro", "gcp.vertex_ai", "gemini-2.5-pro")]
    [TestCase("cloudflare", "xai/grok-4", "x_ai", "grok-4")]
    [TestCase("cloudflare", "grok/grok-4", "x_ai", "grok-4")]
    [TestCase("cloudflare", "mistral/mistral-large", "mistral_ai", "mistral-large")]
    [TestCase("cloudflare", "deepseek/deepseek-chat", "deepseek", "deepseek-chat")]
    [TestCase("cloudflare", "cohere/command-a", "cohere", "command-a")]
    [TestCase("cloudflare", "perplexity/sonar", "perplexity", "sonar")]
    [TestCase("cloudflare", "perplexity-ai/sonar", "perplexity", "sonar")]
    [TestCase("cloudflare", "groq/llama-3.3-70b", "groq", "llama-3.3-70b")]
    public void Find_OfAVendorsName_IsTheNameWithoutIt(string provider, string model, string vendor, string name) =>
        Assert.That(VendorNames.Find(provider, model), Is.EqualTo((vendor, name)));

    [TestCase("gcp.vertex_ai", "gemini-2.5-pro")]
    [TestCase("gcp.vertex_ai", "openai/gpt-oss")]
    [TestCase("gcp.gemini", "anthropic/claude")]
    [TestCase("cloudflare", "gpt-5")]
    [TestCase("cloudflare", "unknown/gpt-5")]
    [TestCase("openrouter", "openai/gpt-5")]
    public void Find_OfAnyOtherName_IsNone(string provider, string model) => Assert.That(VendorNames.Find(provider, model), Is.Null);

    [TestCase("openai", "moonshotai/kimi-k2", true)]
    [TestCase("openai", "anthropic/claude", true)]
    [TestCase("openai", "openai/gpt-5", false)]
    [TestCase("openai", "OpenAI/gpt-5", false)]
    [TestCase("openai", "gpt-5", false)]
    [TestCase("gcp.gemini", "models/gemini-2.5-pro", false)]
    [TestCase("gcp.gemini", "MODELS/gemini-2.5-pro", false)]
    [TestCase("gcp.gemini", "publishers/google/models/gemini-2.5-pro", true, Description = "a name of Vertex AI")]
    [TestCase("openrouter", "moonshotai/kimi-k2", false, Description = "it serves models of all vendors")]
    [TestCase("groq", "moonshotai/kimi-k2", true)]
    public void IsOfAnother_AtAVendorsHost_IsAnyOtherPrefix(string provider, string model, bool isOfAnother) =>
        Assert.That(VendorNames.IsOfAnother(provider, model), Is.EqualTo(isOfAnother));
}
