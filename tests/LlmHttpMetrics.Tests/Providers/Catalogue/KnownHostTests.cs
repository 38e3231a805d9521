using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Tests.Providers.Catalogue;

/// <summary>A known host is never measured worse than an unknown one: each host of each provider with each format that many hosts implement.</summary>
public sealed class KnownHostTests
{
    /// <summary>Its own API has that path and other bodies.</summary>
    private static readonly (string Host, string Format)[] OwnBodies = [("api.llama.com", "chat completions")];

    private static readonly string[] Formats = [.. GenericFormat.All.Select(format => format.Name)];

    private static readonly string[] Hints = [.. ProviderCatalogue.Names];

    [Test]
    public async Task Call_InEachFormatAtEachHost_IsMeasuredUnderTheProvidersName([ValueSource(nameof(Formats))] string format)
    {
        var generic = GenericFormat.All.Single(known => known.Name == format);
        await using MonitoredClient client = new(_ => WireSamples.Trickle(generic.Answer));
        List<string> wrong = [];
        foreach (var (host, names) in Hosts())
        {
            if (!OwnBodies.Contains((host, generic.Name)))
            {
                wrong.AddRange(await DifferencesAsync(client, generic, $"https://{host}{generic.Path}", names));
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Call_InEachFormatWithEachHint_HasTheHintsNameAtAnUnknownHost([ValueSource(nameof(Formats))] string format)
    {
        var generic = GenericFormat.All.Single(known => known.Name == format);
        List<string> wrong = [];
        foreach (var hint in Hints.Where(hint => !(hint == "meta_llama" && generic.Name == "chat completions")))
        {
            await using MonitoredClient client = new(_ => WireSamples.Trickle(generic.Answer), options => options.Provider = hint);
            wrong.AddRange(await DifferencesAsync(client, generic, $"http://proxy.internal{generic.Path}", [hint]));
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Call_InEachFormatWithAHint_HasTheHostsNameAtAKnownHost([ValueSource(nameof(Formats))] string format)
    {
        var generic = GenericFormat.All.Single(known => known.Name == format);
        List<string> wrong = [];
        foreach (var hint in (string[])["anthropic", "cohere", "gcp.gemini", "aws.bedrock", "ollama", "openai", "groq"])
        {
            await using MonitoredClient client = new(_ => WireSamples.Trickle(generic.Answer), options => options.Provider = hint);
            wrong.AddRange(await DifferencesAsync(client, generic, $"https://api.portkey.ai{generic.Path}", ["portkey"]));
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("https://api.portkey.ai/v1/infer", null, ExpectedResult = 0)]
    [TestCase("https://api.portkey.ai/v1/infer", "openai", ExpectedResult = 1)]
    [TestCase("https://api.portkey.ai/v1/infer", "openrouter", ExpectedResult = 1)]
    [TestCase("http://proxy.internal/v1/infer", "openai", ExpectedResult = 1)]
    [TestCase("http://proxy.internal/v1/infer", "deepseek", ExpectedResult = 1)]
    [TestCase("http://proxy.internal/tokenize", "openai", ExpectedResult = 0)]
    [TestCase("http://proxy.internal/v1/messages/count_tokens", "anthropic", ExpectedResult = 0)]
    [TestCase("http://proxy.internal/v1/messages/count_tokens", "openai", ExpectedResult = 0)]
    [TestCase("http://proxy.internal/v1beta/models/m:countTokens", "openai", ExpectedResult = 0)]
    [TestCase("https://api.openai.com/v1/batches", "openai", ExpectedResult = 0)]
    [TestCase("https://api.openai.com/v1/threads", "openai", ExpectedResult = 0)]
    [TestCase("https://api.openai.com/v1/conversations", "openai", ExpectedResult = 0)]
    [TestCase("https://api.openai.com/v1/responses/input_tokens", "openai", ExpectedResult = 0)]
    [TestCase("https://api.anthropic.com/v1/messages/count_tokens", "openai", ExpectedResult = 0)]
    public async Task<int> Call_ToAPathThatNobodyKnows_IsForTheHint(string url, string? hint)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Provider = hint);

        using var response = await client.Http.SendAsync(WireSamples.Post(url));

        return client.Recorder.Of(LlmInstrumentNames.Requests).Count;
    }

    /// <summary>Other things lie at the hosts of providers as well, some at paths like these.</summary>
    [TestCase("https://api.portkey.ai/v1/messages", """{"model":"m","messages":[]}""")]
    [TestCase("https://api.portkey.ai/v1/messages", """{"to":"me","messages":[]}""")]
    [TestCase("https://api.anthropic.com/v1/chat/completions", """{"title":"of no model"}""")]
    [TestCase("https://api.anthropic.com/v1/responses", """{"answers":[1,2]}""")]
    [TestCase("https://api.openai.com/v1/threads/t/messages", """{"role":"user","content":"q"}""")]
    [TestCase("https://api.openai.com/v1/fine_tuning/jobs", """{"model":"gpt-4o","training_file":"f"}""")]
    [TestCase("https://api.openai.com/v1/organization/projects", """{"name":"chat"}""")]
    [TestCase("https://aiplatform.googleapis.com/v1/projects/p/locations/l/cachedContents", """{"model":"m","contents":[{"parts":[{"text":"q"}]}]}""")]
    [TestCase(
        "https://aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/anthropic/models/count-tokens:rawPredict",
        """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"q"}]}""")]
    [TestCase("https://generativelanguage.googleapis.com/v1beta/models/m:countTokens", """{"contents":[{"parts":[{"text":"q"}]}]}""")]
    [TestCase("https://generativelanguage.googleapis.com/v1beta/models/m:batchGenerateContent", """{"batch":{"contents":[]}}""")]
    [TestCase("https://bedrock-runtime.us-east-1.amazonaws.com/model/m/count-tokens", """{"input":{"converse":{"messages":[]}}}""")]
    [TestCase("https://bedrock-runtime.us-east-1.amazonaws.com/guardrail/g/version/1/apply", """{"content":[{"text":{"text":"q"}}]}""")]
    [TestCase("https://x.cognitiveservices.azure.com/language/:analyze-text", """{"kind":"EntityRecognition","analysisInput":{"documents":[]}}""")]
    [TestCase("https://x.services.ai.azure.com/api/projects/p/agents", """{"model":"gpt-4o","name":"a"}""")]
    [TestCase("https://api.cohere.com/v1/tokenize", """{"model":"m","text":"q"}""")]
    [TestCase("https://api.replicate.com/v1/models", """{"owner":"o","name":"n"}""")]
    [TestCase("https://adb-0.azuredatabricks.net/api/2.1/jobs/create", """{"name":"n","tasks":[]}""")]
    [TestCase("https://org-acct.snowflakecomputing.com/api/v2/statements", """{"statement":"select 1"}""")]
    [TestCase("https://apim-1.azure-api.net/orders/deployments/d/chat/completions", """{"order":1}""")]
    [TestCase("http://localhost:11434/api/show", """{"model":"m"}""")]
    [TestCase("http://localhost:1234/api/v1/models/load", """{"model":"m"}""")]
    public async Task Request_ForSomethingElse_IsNoCall(string url, string json)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post(url, json));

        Assert.That(client.Recorder.All, Is.Empty);
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(MonitoredClient client, GenericFormat format, string url, string[] names)
    {
        client.Recorder.Clear();
        using (await client.Http.SendAsync(WireSamples.Post(url, format.Request)))
        {
        }

        var tokens = client.Recorder.Of(LlmInstrumentNames.Tokens);
        var found = (
            Requests: client.Recorder.Of(LlmInstrumentNames.Requests).Count,
            Input: tokens.SingleOrDefault(token => token.Has((LlmTagNames.TokenType, "input")))?.Value,
            Output: tokens.SingleOrDefault(token => token.Has((LlmTagNames.TokenType, "output")))?.Value);
        if (found != (1, 11, format.Output))
        {
            return [$"{url}: {found}"];
        }

        var call = client.Recorder.Of(LlmInstrumentNames.Requests)[0];
        return names.Contains(call.Tag(LlmTagNames.ProviderName))
            && (string?)call.Tag(LlmTagNames.RequestModel) == "m-1"
            && (string?)call.Tag(LlmTagNames.Outcome) == LlmOutcomes.Completed
            ? []
            : [$"{url}: {call.Tag(LlmTagNames.ProviderName)} {call.Tag(LlmTagNames.RequestModel)} {call.Tag(LlmTagNames.Outcome)}"];
    }

    /// <summary>A host for each pattern that identifies a provider, and the names in its rows.</summary>
    private static IEnumerable<(string Host, string[] Names)> Hosts() =>
        KnownProviders.All.Where(provider => provider.OwnsHosts)
            .SelectMany(provider => provider.Hosts.Select(host => (Host: Concrete(host, provider.HostLabel), provider.Name)))
            .GroupBy(row => row.Host, row => row.Name)
            .Select(row => (row.Key, row.Distinct().ToArray()));

    private static string Concrete(string host, string? label) =>
        host.StartsWith("*:", StringComparison.Ordinal) ? "localhost" + host[1..]
        : host.StartsWith("*.", StringComparison.Ordinal) ? $"{label ?? "a"}.eu-1{host[1..]}"
        : host.Replace("*", "us", StringComparison.Ordinal);
}
