using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>What a spent budget refuses, where it is asked to, and what it lets pass.</summary>
public sealed class GuardTests
{
    [Test]
    public async Task Call_OfASpentBudget_IsRefusedAndNotSent()
    {
        await using BudgetClient client = new(Refuse);
        await client.SpendAsync();

        var refused = await Assert.ThrowsAsync<LlmBudgetExceededException>(() => client.SendAsync());
        await Assert.ThrowsAsync<LlmBudgetExceededException>(() => client.SendAsync());
        await LlmMonitoring.FlushAsync();

        LeakSearch.OfTheRun.Thrown(refused!);
        Assert.That(refused, Is.InstanceOf<InvalidOperationException>());
        Assert.That((refused!.Budget, refused.Value, refused.Limit, refused.Spent, refused.Currency), Is.EqualTo(("b", (string?)null, 2m, 2m, "USD")));
        Assert.That((refused.ResetsAt, refused.Status.RefusedCalls), Is.EqualTo((new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), 1L)));
        Assert.That(
            refused.Message,
            Is.EqualTo("The budget 'b' is spent: 2 of 2 USD. The call was not sent; calls are allowed again from 2026-03-02 00:00 UTC."));
        Assert.That((client.Network.Sends, client.Status.Calls, client.Status.RefusedCalls), Is.EqualTo((2, 2L, 2L)));
        Assert.That(client.Client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(2), "a call that was refused is none");
        Assert.That(client.Client.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(2));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.OperationDuration), Has.Count.EqualTo(2));
        Assert.That(client.Client.Sink.Events, Has.Count.EqualTo(2));
        var counted = client.Client.Recorder.Of(LlmInstrumentNames.BudgetRefused);
        Assert.That(
            counted.Select(m => (m.Value, m.Tag(LlmTagNames.Budget), m.Tag(LlmTagNames.ProviderName), m.Tag(LlmTagNames.OperationName))),
            Is.EqualTo(new[] { (1d, "b", "openai", "chat"), (1d, (object)"b", (object)"openai", (object)"chat") }));
        Assert.That(
            client.Log.Entries.Count(
                entry => entry.Level == LogLevel.Warning
                    && entry.Text.StartsWith("The budget b is spent, and calls are refused until 2026-03-02 00:00:00Z", StringComparison.Ordinal)),
            Is.EqualTo(1));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    /// <summary>What is recorded is refused, at a known host in another vendor's format too.</summary>
    [TestCase("https://api.anthropic.com/v1/chat/completions", WireSamples.ChatRequest)]
    [TestCase("https://api.githubcopilot.com/v1/messages", WireSamples.MessagesRequest)]
    [TestCase("https://apim-1.azure-api.net/za/deployments/gpt-4o/chat/completions", WireSamples.ChatRequest)]
    public async Task Call_InAnotherFormatAtAKnownHost_IsRefused(string url, string json)
    {
        await using BudgetClient client = new(Refuse);
        await client.SpendAsync();

        Assert.That(await client.IsRefusedAsync(WireSamples.Post(url, json)));
        Assert.That(await client.IsRefusedAsync(WireSamples.Post(url, """{"title":"of no model"}""")), Is.False);
    }

    [Test]
    public async Task Call_OfTheNextPeriod_Passes()
    {
        await using BudgetClient client = new(Refuse);
        await client.SpendAsync();
        Assert.That(await client.IsRefusedAsync(WireSamples.Post()));

        client.Client.Time.Advance(TimeSpan.FromHours(11));
        Assert.That(await client.IsRefusedAsync(WireSamples.Post()), Is.False);
    }

    [Test]
    public async Task Call_OfASpentBudgetThatDoesNotRefuse_Passes()
    {
        await using BudgetClient client = new(_ => { });
        await client.SpendAsync();

        Assert.That(await client.IsRefusedAsync(WireSamples.Post()), Is.False);
        Assert.That(client.Status.Remaining, Is.EqualTo(-1m));
    }

    [TestCase("GET", "https://api.openai.com/v1/models")]
    [TestCase("GET", "https://api.openai.com/v1/responses/resp_1")]
    [TestCase("POST", "https://api.anthropic.com/v1/messages/count_tokens")]
    [TestCase("POST", "https://example.com/orders")]
    public async Task Request_ThatIsNoCallToAModel_Passes(string method, string url)
    {
        await using BudgetClient client = new(Refuse);
        await client.SpendAsync();

        Assert.That(
            await client.IsRefusedAsync(new HttpRequestMessage(new HttpMethod(method), url) { Content = method == "POST" ? WireSamples.Json("{}") : null }),
            Is.False);
        Assert.That(client.Status.RefusedCalls, Is.Zero);
    }

    [Test]
    public async Task Call_OfAnotherFeature_Passes()
    {
        await using BudgetClient client = new(budget =>
        {
            Refuse(budget);
            budget.Feature = "search";
        });
        LlmCallInfo search = new() { Feature = "search" };
        await client.SendAsync(scope: search);
        await client.SendAsync(scope: search);

        Assert.That(await client.IsRefusedAsync(WireSamples.Post(), new LlmCallInfo { Feature = "chat" }), Is.False);
        Assert.That(await client.IsRefusedAsync(WireSamples.Post()), Is.False);
        Assert.That(await client.IsRefusedAsync(WireSamples.Post(), search));
    }

    [Test]
    public async Task Calls_OfOneUser_AreRefusedWhenHisAmountIsSpent()
    {
        await using BudgetClient client = new(budget =>
        {
            Refuse(budget);
            (budget.ForEach, budget.Amount) = (LlmTagNames.UserId, 1);
        });
        await client.SendAsync(scope: BudgetCalls.User("ann"));

        Assert.That(await client.IsRefusedAsync(WireSamples.Post(), BudgetCalls.User("ann")));
        Assert.That(await client.IsRefusedAsync(WireSamples.Post(), BudgetCalls.User("bob")), Is.False);
        Assert.That(await client.IsRefusedAsync(WireSamples.Post()), Is.False);
        Assert.That(client.Client.Recorder.Only(LlmInstrumentNames.BudgetRefused).Tag(LlmTagNames.BudgetValue), Is.EqualTo("ann"));
    }

    [TestCaseSource(nameof(Contents))]
    public async Task Call_OfAModel_IsRefusedWhereItsModelCanBeRead(Func<string, HttpContent> content, bool isRead)
    {
        await using BudgetClient client = new(budget =>
        {
            Refuse(budget);
            budget.Model = "gpt-5-*";
        });
        await client.SpendAsync();

        Assert.That(
            await client.IsRefusedAsync(new HttpRequestMessage(HttpMethod.Post, WireSamples.OpenAiChat) { Content = content("gpt-5-mini") }),
            Is.EqualTo(isRead));
        Assert.That(await client.IsRefusedAsync(new HttpRequestMessage(HttpMethod.Post, WireSamples.OpenAiChat) { Content = content("gpt-4.1") }), Is.False);
        using var sent = System.Text.Json.JsonDocument.Parse(client.Network.Bodies[^1]);
        Assert.That(sent.RootElement.GetProperty("model").GetString(), Is.EqualTo("gpt-4.1"), "what was looked at is sent as it is");
        if (isRead)
        {
            Assert.That(client.Client.Recorder.Only(LlmInstrumentNames.BudgetRefused).Tag(LlmTagNames.RequestModel), Is.EqualTo("gpt-5-mini"));
        }
    }

    [Test]
    public async Task Call_OfAModelThatItsScopeNames_IsRefused()
    {
        await using BudgetClient client = new(budget =>
        {
            Refuse(budget);
            budget.Model = "mine";
        });
        LlmCallInfo scope = new() { Model = "mine" };
        await client.SendAsync(scope: scope);
        await client.SendAsync(scope: scope);

        Assert.That(await client.IsRefusedAsync(WireSamples.Post(), scope));
        Assert.That(await client.IsRefusedAsync(WireSamples.Post()), Is.False);
    }

    [Test]
    public async Task Call_OfADeploymentInThePath_IsRefused()
    {
        await using BudgetClient client = new(budget =>
        {
            Refuse(budget);
            budget.ForEach = LlmTagNames.RequestModel;
        });
        const string Url = "https://r.openai.azure.com/openai/deployments/{0}/chat/completions?api-version=1";
        const string Body = """{"messages":[{"role":"user","content":"Hi"}]}""";
        await client.SendAsync(Url.Replace("{0}", "blue", StringComparison.Ordinal), Body);
        await client.SendAsync(Url.Replace("{0}", "blue", StringComparison.Ordinal), Body);

        Assert.That(await client.IsRefusedAsync(WireSamples.Post(Url.Replace("{0}", "blue", StringComparison.Ordinal), Body)));
        Assert.That(await client.IsRefusedAsync(WireSamples.Post(Url.Replace("{0}", "red", StringComparison.Ordinal), Body)), Is.False);
    }

    [Test]
    public async Task Request_OfAnUnknownHost_IsRefusedWhereItsPayloadIsACall()
    {
        const string Url = "http://models.local/v1/chat/completions";
        await using BudgetClient client = new(Refuse);
        await client.SendAsync(Url);
        await client.SendAsync(Url);

        Assert.That(await client.IsRefusedAsync(WireSamples.Post(Url)));
        Assert.That(await client.IsRefusedAsync(new HttpRequestMessage(HttpMethod.Post, Url) { Content = new OwnContent(WireSamples.ChatRequest) }));
        Assert.That(await client.IsRefusedAsync(WireSamples.Post(Url, """{"order":7}""")), Is.False, "no call");
        Assert.That(
            await client.IsRefusedAsync(new HttpRequestMessage(HttpMethod.Post, Url) { Content = new OwnContent(WireSamples.ChatRequest) { Tells = false } }),
            Is.False,
            "nobody can know");
    }

    [Test]
    public async Task Send_Synchronous_IsRefused()
    {
        await using BudgetClient client = new(budget =>
        {
            Refuse(budget);
            budget.Model = "gpt-5*";
        });
        await client.SpendAsync();

        Assert.Throws<LlmBudgetExceededException>(() => client.Client.Http.Send(WireSamples.Post()));
        Assert.Throws<LlmBudgetExceededException>(
            () => client.Client.Http.Send(
                new HttpRequestMessage(HttpMethod.Post, WireSamples.OpenAiChat) { Content = new OwnContent(WireSamples.ChatRequest) }));
        using var passed = client.Client.Http.Send(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", "gpt-4", StringComparison.Ordinal)));
        Assert.That(client.Network.Sends, Is.EqualTo(3));
    }

    [Test]
    public async Task Handlers_InBetween_DoNotSeeARefusedCall()
    {
        CountingHandler between = new();
        await using BudgetClient client = new(Refuse, client: builder => builder.AddHttpMessageHandler(() => between));
        await client.SpendAsync();

        Assert.That(await client.IsRefusedAsync(WireSamples.Post()));
        Assert.That((between.Calls, client.Client.Recorder.Sum(LlmInstrumentNames.Attempts)), Is.EqualTo((2, 2d)));
    }

    [Test]
    public async Task Client_ThatIsNotMeasured_IsNotRefused()
    {
        await using BudgetClient client = new(Refuse, options: options => options.Filter = request => request.Headers.Contains("measured"));
        var measured = WireSamples.Post();
        measured.Headers.Add("measured", "1");
        await client.SendAsync(measured);
        client.Client.Services.GetRequiredService<LlmBudgets>().Restore("b", 1, client.Client.Time.GetUtcNow());

        Assert.That(await client.IsRefusedAsync(WireSamples.Post()), Is.False);
        var again = WireSamples.Post();
        again.Headers.Add("measured", "1");
        Assert.That(await client.IsRefusedAsync(again));
    }

    [Test]
    public async Task Handler_WithoutAServiceProvider_Refuses()
    {
        LlmBudgetsOptions options = new();
        options.Budgets.Add(new LlmBudget { Name = "own", Amount = 1, RefuseWhenSpent = true });
        LlmBudgets budgets = new(options);
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using HttpClient http = new(LlmMonitoring.CreateHandler(network, options: new LlmMonitoringOptions().UseBudgets(budgets)));
        (await http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That(budgets.Snapshot().Single().Spent, Is.GreaterThan(0.000_001m));
        budgets.Restore("own", 1, DateTimeOffset.UtcNow);
        await Assert.ThrowsAsync<LlmBudgetExceededException>(() => http.SendAsync(WireSamples.Post()));
        Assert.That(network.Sends, Is.EqualTo(1));
        using MeasurementRecorder recorder = new(services: null, keep: measurement => measurement.Tag(LlmTagNames.Budget) as string == "own");
        recorder.Observe();
        Assert.That(recorder.Only(LlmInstrumentNames.BudgetSpent).Value, Is.EqualTo((double)budgets.Snapshot().Single().Spent));
    }

    [Test]
    public async Task Content_ThatCannotBeBuffered_IsTheCallersAffair()
    {
        await using BudgetClient client = new(budget =>
        {
            Refuse(budget);
            budget.Model = "gpt-5*";
        });
        await client.SpendAsync();

        var thrown = await Assert.CatchAsync(
            () => client.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, WireSamples.OpenAiChat) { Content = new OwnContent(WireSamples.ChatRequest) { Fails = true } }));

        Assert.That(thrown, Is.TypeOf<NotSupportedException>());
        Assert.That(client.Client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("budget"));
    }

    private static IEnumerable<TestCaseData> Contents()
    {
        yield return Case("string", model => WireSamples.Json(Json(model)), true);
        yield return Case("json", model => JsonContent.Create(new { model, messages = new[] { new { role = "user", content = "Hi" } } }), true);
        yield return Case("own", model => new OwnContent(Json(model)), true);
        yield return Case("stream", model => new StreamContent(new MemoryStream(WireSamples.Bytes(Json(model)))), true);
        yield return Case("of untold length", model => new OwnContent(Json(model)) { Tells = false }, false);
        yield return Case("long", model => WireSamples.Json(Json(model, new string('x', 1024 * 1024))), false);
        yield return Case(
            "long json", model => JsonContent.Create(new { model, messages = new[] { new { role = "user", content = new string('x', 1024 * 1024) } } }), false);

        static TestCaseData Case(string name, Func<string, HttpContent> content, bool isRead) => new TestCaseData(content, isRead).SetArgDisplayNames(name);

        static string Json(string model, string text = "Hi") => $$"""{"messages":[{"role":"user","content":"{{text}}"}],"model":"{{model}}"}""";
    }

    private static void Refuse(LlmBudget budget) => budget.RefuseWhenSpent = true;

    private sealed class CountingHandler : DelegatingHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Content of a type of its own, as SDKs make it.</summary>
    private sealed class OwnContent(string json) : HttpContent
    {
        public bool Tells { get; init; } = true;

        public bool Fails { get; init; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            Fails ? throw new NotSupportedException() : stream.WriteAsync(WireSamples.Bytes(json)).AsTask();

        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            stream.Write(WireSamples.Bytes(json));

        protected override bool TryComputeLength(out long length)
        {
            length = WireSamples.Bytes(json).Length;
            return Tells;
        }
    }
}
