using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>A chain that does harm is found out: a check that finds nothing would be worth nothing.</summary>
public sealed class CaseRunnerTests
{
    private static readonly Func<HttpMessageHandler, HttpMessageHandler> Ours = network => LlmMonitoring.CreateHandler(network);

    private static FuzzCase Call => new() { Exchange = ExchangeSet.All.Named("mock 0 v1/chat/completions") };

    [Test]
    public void Chain_ThatDoesNoHarm_PassesEveryEnding([Values] CallEnding ending) =>
        Assert.That(Run(Ours, Call with { Ending = ending, EndsAt = 20, IsSync = ending != CallEnding.Cancelled }), Is.Null);

    [Test]
    public void Chain_ThatChangesAByte_IsFound() => AssertFound("bytes: the caller", network => new Changing(network, body => body[^1] ^= 1));

    [Test]
    public void Chain_ThatLosesTheEnd_IsFound() => AssertFound("bytes: the caller got", network => new Changing(network, _ => { }) { Lost = 1 });

    [Test]
    public void Chain_ThatThrows_IsFound() => AssertFound("thrown", network => new Changing(network, _ => throw new InvalidOperationException("ours")));

    [Test]
    public void Chain_ThatThrowsItsOwnForTheNetworks_IsFound() =>
        AssertFound("thrown", network => new Wrapping { InnerHandler = network }, Call with { Ending = CallEnding.SendThrows });

    [Test]
    public void Chain_ThatRecordsTwice_IsFound() => AssertFound("records: 2", network => LlmMonitoring.CreateHandler(LlmMonitoring.CreateHandler(network)));

    [Test]
    public void Chain_ThatRecordsNothing_IsFound() => AssertFound("records: 0", network => new Wrapping { InnerHandler = network });

    [Test]
    public void Chain_ThatHoldsTheBody_IsFound()
    {
        var call = Call;
        AssertFound(
            "memory",
            network => LlmMonitoring.CreateHandler(new Changing(network, _ => { })),
            call with { Exchange = call.Exchange with { Response = new byte[CaseRunner.MostHeld] } });
    }

    [Test]
    public void Chain_ThatLeavesTheUsageEventIn_IsFound()
    {
        var call = Call with { Exchange = ExchangeSet.All.Named("mock 0 v1/chat/completions, asked by us"), Injects = true };
        Assert.That(Run(
            network => LlmMonitoring.CreateHandler(network, options: new LlmMonitoringOptions { IncludeUsage = IncludeUsage.Inject }), call), Is.Null);
        AssertFound("bytes: the caller got", network => new Asking { InnerHandler = LlmMonitoring.CreateHandler(network) }, call);
    }

    private static void AssertFound(string failure, Func<HttpMessageHandler, HttpMessageHandler> harm, FuzzCase? call = null) =>
        Assert.That(Run(network => harm(network), call ?? Call), Does.StartWith(failure));

    private static string? Run(Func<HttpMessageHandler, HttpMessageHandler> chain, FuzzCase call)
    {
        CaseRunner runner = new((network, _, _) => chain(network));
        try
        {
            return runner.Run(call);
        }
        finally
        {
            runner.Stop();
        }
    }

    /// <summary>Holds the whole body and changes it.</summary>
    private sealed class Changing(HttpMessageHandler inner, Action<byte[]> change) : DelegatingHandler(inner)
    {
        public int Lost { get; init; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = base.Send(request, cancellationToken);
            using MemoryStream all = new();
            response.Content.CopyTo(all, context: null, cancellationToken);
            var body = all.ToArray();
            change(body);
            response.Content = new ByteArrayContent(body, 0, body.Length - Lost);
            return response;
        }
    }

    private sealed class Asking : DelegatingHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content!.ReadAsStringAsync(cancellationToken).Result;
            request.Content = new StringContent(body.Insert(1, "\"stream_options\":{\"include_usage\":true},"));
            return base.Send(request, cancellationToken);
        }
    }

    private sealed class Wrapping : DelegatingHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return base.Send(request, cancellationToken);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException("ours", e.InnerException);
            }
        }
    }
}
