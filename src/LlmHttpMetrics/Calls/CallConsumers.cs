using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Calls;

/// <summary>The consumers of a client's calls. A fault in one consumer is counted and does not affect the others.</summary>
internal sealed class CallConsumers(IReadOnlyList<ICallConsumer> consumers, FaultCounter faults)
{
    private readonly ICallConsumer[] _consumers = [.. consumers];

    /// <summary>The number of consumers.</summary>
    public int Count => _consumers.Length;

    /// <summary>At least one consumer needs calls to be measured. Read for every call, and all that a call costs while nothing listens.</summary>
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

    /// <summary>At least one consumer needs the cost of calls.</summary>
    public bool NeedsCost => Array.Exists(_consumers, static consumer => consumer.NeedsCost);

    /// <summary>The index of a consumer.</summary>
    public int IndexOf(ICallConsumer consumer) => Array.IndexOf(_consumers, consumer);

    /// <summary>Passes a call that has ended to each consumer. Never throws.</summary>
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

    /// <summary>Passes an amendment to each consumer. Never throws.</summary>
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
