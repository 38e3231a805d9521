using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;
using LlmHttpMetrics.FuzzTests.LongMode;
using LlmHttpMetrics.FuzzTests.Mutations;

namespace LlmHttpMetrics.FuzzTests.Growth;

/// <summary>What is really held while answers are read: the heap is looked at with many of them half read.</summary>
public sealed class OpenCallTests
{
    private const int Calls = 128;
    private const int Read = 300_000;

    private readonly byte[] _buffer = new byte[16 * 1024];

    [Test]
    public void Calls_OpenWithinMutatedBodies_HoldLessThanTheBound()
    {
        Random random = new(11);
        AssertHeld(() => CaseMaker.Make(random, ExchangeSet.All.Pick(random), new MovedPiece(), random.Next(2) == 0 ? new EndlessLine() : new EndlessAnswer()));
    }

    [Test]
    public void Calls_OpenWithinEventStreams_HoldLessThanTheBound()
    {
        Random random = new(12);
        AssertHeld(() => CaseMaker.Make(random, ExchangeSet.All.PickEventStream(random), new EndlessAnswer()));
    }

    [Test]
    public void Calls_OpenWithinCompressedBodies_HoldLessThanTheBound()
    {
        Random random = new(13);
        AssertHeld(() => CaseMaker.Make(random, ExchangeSet.All.Pick(random), new WrongCoding(), new EndlessAnswer()));
    }

    [Test]
    public void Calls_OpenWithinLargeBodies_HoldLessThanTheBound([Range(0, 6)] int body) => AssertHeld(() => LargeBodies.CaseOf(LargeBodies.List[body], Read));

    private void AssertHeld(Func<FuzzCase> make)
    {
        var cases = Enumerable.Range(0, Calls).Select(_ => make() with { Ending = CallEnding.Whole, HasHandlerBetween = false }).ToArray();
        Network[] networks = [.. cases.Select(fuzz => { Network network = new(); network.Prepare(fuzz); return network; })];
        HttpMessageInvoker[] clients = [.. networks.Select(network => new HttpMessageInvoker(LlmMonitoring.CreateHandler(network)))];
        _ = CaseRunner.Shared.Run(cases[0]);
        Stream?[] open = new Stream?[Calls];
        HttpRequestMessage?[] requests = new HttpRequestMessage?[Calls];

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Calls; i++)
        {
            (requests[i], open[i]) = Begin(clients[i], cases[i]);
        }

        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / Calls;
        GC.KeepAlive(open);
        GC.KeepAlive(requests);
        foreach (var stream in open)
        {
            stream!.Dispose();
        }

        TestContext.Out.WriteLine($"{held} bytes a call, the caller's own request and response included");
        Assert.That(held, Is.LessThan(CaseRunner.MostHeld));
    }

    private (HttpRequestMessage Request, Stream Open) Begin(HttpMessageInvoker client, FuzzCase fuzz)
    {
        HttpRequestMessage request = new(new HttpMethod(fuzz.Exchange.Method), fuzz.Exchange.Url) { Content = new ByteArrayContent(fuzz.Exchange.Request) };
        var stream = client.Send(request, CancellationToken.None).Content.ReadAsStream();
        for (var read = 1; read < Read;)
        {
            var count = stream.Read(_buffer);
            read += count == 0 ? Read : count;
        }

        return (request, stream);
    }
}
