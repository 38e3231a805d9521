namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Selects the reply to a request: first the queue, then the rules, then the default.</summary>
internal sealed class MockScript
{
    private readonly object _gate = new();
    private readonly Queue<MockReply> _queue = new();
    private readonly List<(Func<MockRequest, bool> Condition, MockReply Reply)> _rules = [];
    private Func<MockRequest, MockReply> _default = static _ => MockReply.Default;

    public void SetDefault(MockReply reply) => SetDefault(_ => reply);

    public void SetDefault(Func<MockRequest, MockReply> responder)
    {
        lock (_gate)
        {
            _default = responder;
        }
    }

    public void Enqueue(MockReply[] replies)
    {
        lock (_gate)
        {
            foreach (var reply in replies)
            {
                _queue.Enqueue(reply);
            }
        }
    }

    public void AddRule(Func<MockRequest, bool> condition, MockReply reply)
    {
        lock (_gate)
        {
            _rules.Add((condition, reply));
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _queue.Clear();
            _rules.Clear();
            _default = static _ => MockReply.Default;
        }
    }

    public MockReply Find(MockRequest request)
    {
        (Func<MockRequest, bool> Condition, MockReply Reply)[] rules;
        Func<MockRequest, MockReply> fallback;
        lock (_gate)
        {
            if (request.IsInference && _queue.TryDequeue(out var next))
            {
                return next;
            }

            rules = [.. _rules];
            fallback = _default;
        }

        // The caller's functions run outside the lock: they can configure the server again.
        foreach (var (condition, reply) in rules)
        {
            if (condition(request))
            {
                return reply;
            }
        }

        return request.IsInference || request.Operation == MockOperation.CountTokens
            ? MockReply.Checked(fallback(request))
            : MockReply.Default;
    }
}
