using System.Diagnostics;

namespace LlmHttpMetrics.Tests.Interception.Upstream;

/// <summary>Whose activity makes a call one that is measured already.</summary>
public sealed class OtherInstrumentationTests
{
    [TestCase("Experimental.Microsoft.Extensions.AI", "chat", "chat gpt-5-mini")]
    [TestCase("Experimental.Microsoft.Extensions.AI", "generate_content", "generate_content x")]
    [TestCase("OpenAI.ChatClient", "chat", "chat gpt-5-mini")]
    [TestCase("OpenAI.ResponsesClient", "chat", "chat gpt-5-mini")]
    [TestCase("MyApplication", "chat", "chat gpt-5-mini")]
    public async Task Activity_OfAnInstrumentationThatMeasures_IsANeighbours(string source, string operation, string name)
    {
        using OtherInstrumentation other = new(source);

        Assert.That(await IsLeftToTheOtherAsync(() => other.Begin(operation, name)), Is.True);
    }

    [TestCase("execute_tool", "execute_tool weather")]
    [TestCase("embeddings", "embeddings text-embedding-3-small")]
    [TestCase("invoke_agent", "invoke_agent clerk")]
    [TestCase("orchestrate_tools", "orchestrate_tools")]
    public async Task Activity_OfAnotherOperation_IsNone(string operation, string name)
    {
        using OtherInstrumentation other = new();

        Assert.That(await IsLeftToTheOtherAsync(() => other.Begin(operation, name, ActivityKind.Internal)), Is.False);
    }

    [Test]
    public async Task Activity_AroundATool_IsNotOfWhatTheToolCalls()
    {
        using OtherInstrumentation other = new();

        Assert.That(
            await IsLeftToTheOtherAsync(() => Nested(other.Begin(), () => other.Begin("execute_tool", "execute_tool weather", ActivityKind.Internal))),
            Is.False);
    }

    [Test]
    public async Task Activity_WithHandlersOwnBelowIt_IsTheNeighbours()
    {
        using OtherInstrumentation other = new();

        Assert.That(await IsLeftToTheOtherAsync(() => Nested(other.Begin(), () => new Activity("retry").Start())), Is.True);
    }

    [Test]
    public async Task Activity_AboveAnIncomingRequest_IsNone()
    {
        using OtherInstrumentation other = new();

        Assert.That(await IsLeftToTheOtherAsync(() => Nested(other.Begin(), () => other.Begin("serve", "serve", ActivityKind.Server))), Is.False);
    }

    [Test]
    public async Task Activity_OfSomebodyWithoutTheStandardsMeter_LeavesTheInstrumentsToUs()
    {
        using ActivityRecorder spans = new();
        using OtherInstrumentation other = new("TracesOnly", measures: false);
        await using var client = WhenAlreadyMeasuredTests.Client(WhenAlreadyMeasured.Enrich);

        using var activity = other.Begin()!;
        await WhenAlreadyMeasuredTests.CallAsync(client);

        Assert.That(client.Recorder.Of("gen_ai.client.operation.duration"), Has.Count.EqualTo(1), "nobody else records them");
        Assert.That((spans.Started.Count, activity.GetTagItem("llm.outcome")), Is.EqualTo((0, (object)"completed")), "but it has a span for the call");
    }

    [TestCase("chat gpt-5-mini", true)]
    [TestCase("execute_tool weather", false)]
    public async Task Activity_ThatIsNotRecorded_IsToldByItsName(string name, bool expected)
    {
        using OtherInstrumentation other = new(sampling: ActivitySamplingResult.PropagationData);

        Assert.That(await IsLeftToTheOtherAsync(() => other.Begin(name: name)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Meter_WhereNothingTraces_TellsNothingOfACall()
    {
        using OtherInstrumentation other = new(sampling: null);

        Assert.That(await IsLeftToTheOtherAsync(() => other.Begin()), Is.False, "it need not be its call: nothing may be lost");
    }

    [Test]
    public async Task Operation_OfANeighbourForChat_IsNotThatOfModeration()
    {
        using OtherInstrumentation other = new();
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle("""{"id":"m","model":"omni-moderation","results":[]}"""),
            options => options.WhenAlreadyMeasured = WhenAlreadyMeasured.SkipStandard);

        using var activity = other.Begin();
        using var response = await client.Http.SendAsync(WireSamples.Post("https://api.openai.com/v1/moderations", """{"input":"a"}"""));

        Assert.That(client.Recorder.Of("gen_ai.client.operation.duration"), Has.Count.EqualTo(1));
    }

    private static Activity? Nested(Activity? outer, Func<Activity?> inner)
    {
        _ = outer;
        return inner();
    }

    private static async Task<bool> IsLeftToTheOtherAsync(Func<Activity?> begin)
    {
        await using var client = WhenAlreadyMeasuredTests.Client(WhenAlreadyMeasured.SkipStandard);
        using (begin())
        {
            await WhenAlreadyMeasuredTests.CallAsync(client);
        }

        Activity.Current = null;
        Assert.That(client.Recorder.Sum("llm.requests"), Is.EqualTo(1));
        return !WhenAlreadyMeasuredTests.Standard(client).Any();
    }
}
