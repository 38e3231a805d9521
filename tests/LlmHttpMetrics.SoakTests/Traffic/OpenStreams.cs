using System.Collections.Concurrent;
using System.Globalization;
using LlmHttpMetrics.MockProviders;
using LlmHttpMetrics.SoakTests.Script;

namespace LlmHttpMetrics.SoakTests.Traffic;

/// <summary>What both sides know of the calls on their way: the server its answers, the caller whether his request has arrived.</summary>
internal sealed class OpenStreams
{
    private readonly ConcurrentDictionary<int, Call> _calls = new();
    private int _open;
    private int _most;

    /// <summary>The header that carries a call's number.</summary>
    public const string Header = "x-call";

    /// <summary>The most that were open at once.</summary>
    public int Most => _most;

    public static int NumberOf(MockRequest request) => int.Parse(request.Headers[Header], CultureInfo.InvariantCulture);

    public StreamPlan Plan(MockRequest request) => _calls[NumberOf(request)].Plan;

    /// <summary>A call begins; the task ends when the server has its request.</summary>
    public Task Begin(StreamPlan plan)
    {
        Call call = new(plan);
        _calls[plan.Number] = call;
        var open = Interlocked.Increment(ref _open);
        for (var most = _most; open > most; most = _most)
        {
            Interlocked.CompareExchange(ref _most, open, most);
        }

        return call.Arrived.Task;
    }

    public void End() => Interlocked.Decrement(ref _open);

    /// <summary>The server's answer to the next attempt of a call.</summary>
    public MockReply Answer(MockRequest request)
    {
        var call = _calls[NumberOf(request)];
        call.Arrived.TrySetResult();
        return call.Plan.Replies[Math.Min(Interlocked.Increment(ref call.Attempts), call.Plan.Replies.Count) - 1];
    }

    public void Clear() => _calls.Clear();

    private sealed class Call(StreamPlan plan)
    {
        public int Attempts;

        public StreamPlan Plan => plan;

        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
