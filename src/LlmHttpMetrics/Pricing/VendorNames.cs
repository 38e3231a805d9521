namespace LlmHttpMetrics.Pricing;

/// <summary>
/// Models whose names have the vendor as a prefix, and whose price is that of the name without it: at the same provider (Vertex AI's OpenAI
/// endpoint), or at the vendor's, which a gateway bills without a surcharge (https://vercel.com/docs/ai-gateway/pricing,
/// https://developers.cloudflare.com/ai-gateway/features/unified-billing/).
/// </summary>
internal static class VendorNames
{
    private const string Vertex = "gcp.vertex_ai";
    private const string Gemini = "gcp.gemini";

    /// <summary>The gateways whose model names contain the vendor.</summary>
    private static readonly string[] Gateways = ["vercel_ai_gateway", "cloudflare"];

    private static readonly (string Provider, string Start)[] OwnNames =
    [
        (Vertex, "google/"),
        (Vertex, "publishers/google/models/"),
        (Vertex, "anthropic/"),
        (Vertex, "publishers/anthropic/models/"),
        (Gemini, "models/"),
        (Gemini, "google/"),
    ];

    private static readonly (string Start, string Vendor)[] Vendors =
    [
        ("openai/", "openai"),
        ("anthropic/", "anthropic"),
        ("google/", Gemini),
        ("google-ai-studio/", Gemini),
        ("google-vertex-ai/google/", Vertex),
        ("xai/", "x_ai"),
        ("grok/", "x_ai"),
        ("mistral/", "mistral_ai"),
        ("deepseek/", "deepseek"),
        ("cohere/", "cohere"),
        ("perplexity/", "perplexity"),
        ("perplexity-ai/", "perplexity"),
        ("groq/", "groq"),
    ];

    /// <summary>The provider and name whose price the model has; null if its name has no vendor.</summary>
    public static (string Provider, string Model)? Find(string provider, string model)
    {
        foreach (var (owner, start) in OwnNames)
        {
            if (owner == provider && model.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return (provider, model[start.Length..]);
            }
        }

        if (!Gateways.Contains(provider))
        {
            return null;
        }

        foreach (var (start, vendor) in Vendors)
        {
            if (model.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return (vendor, Spelled(vendor, model[start.Length..]));
            }
        }

        return null;
    }

    /// <summary>
    /// The model is not one of the vendor that owns the host: such a vendor serves only its own models, so an answer of <c>moonshotai/kimi-k2</c>
    /// comes from a gateway in its place, and has the gateway's cost.
    /// </summary>
    public static bool IsOfAnother(string provider, string model) =>
        model.Contains('/', StringComparison.Ordinal)
        && Vendors.Any(row => row.Vendor == provider)
        && !Vendors.Any(row => row.Vendor == provider && model.StartsWith(row.Start, StringComparison.OrdinalIgnoreCase))
        && !OwnNames.Any(row => row.Provider == provider && model.StartsWith(row.Start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gateways write versions with a dot, Anthropic's own names have a dash: <c>claude-sonnet-4.5</c>.</summary>
    private static string Spelled(string vendor, string model) => vendor == "anthropic" ? model.Replace('.', '-') : model;
}
