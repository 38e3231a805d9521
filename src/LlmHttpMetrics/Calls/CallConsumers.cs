using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Calls;

/// <summary>The consumers of a client's calls. A fault of one is counted and costs no other its call.</summary>
internal sealed class CallConsumers(IReadOnlyList<ICallConsumer> consumers, FaultCounter faults)
{
    private readonly ICallConsumer[] _consumers = [.. consumers];

    /// <summary>How many they are.</summary>
    public int Count => _consumers.Length;

    /// <summary>At least one of them needs calls to be measured.</summary>
    public bool IsEnabled
    {
        get
        {
            foreach (var consumer in _consumers)
            {
                if (consumer.IsEnabled)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>At least one of them needs the cost of calls.</summary>
    public bool NeedsCost
    {
        get
        {
            foreach (var consumer in _consumers)
            {
                if (consumer.NeedsCost)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The place of a consumer among them.</summary>
    public int IndexOf(ICallConsumer consumer) => Array.IndexOf(_consumers, consumer);

    /// <summary>Passes a call that has ended to each of them. Never throws.</summary>
    public void Completed(in CompletedCall call)
    {
        var isCounted = call.Record.Endpoint.Counted;
        foreach (var consumer in _consumers)
        {
            if (!isCounted && !consumer.TakesUncounted)
            {
                continue;
            }

            try
            {
                consumer.Completed(call);
            }
            catch (Exception)
            {
                faults.Failed(consumer.Stage);
            }
        }
    }

    /// <summary>Passes what has become known of a call to each of them. Never throws.</summary>
    public void Amended(CallAmendment amendment)
    {
        foreach (var consumer in _consumers)
        {
            try
            {
                consumer.Amended(amendment);
            }
            catch (Exception)
            {
                faults.Failed(consumer.Stage);
            }
        }
    }
}
