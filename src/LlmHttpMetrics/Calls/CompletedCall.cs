using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Calls;

/// <summary>A call that has ended, with everything known at that time. Valid until the method it was passed to returns.</summary>
internal readonly ref struct CompletedCall(CallRecord record, ref readonly CallFigures figures)
{
    private readonly ref readonly CallFigures _figures = ref figures;

    public CallRecord Record { get; } = record;

    public ref readonly CallFigures Figures => ref _figures;

    /// <summary>The cost; null if it is not known, or not known yet.</summary>
    public Cost? Cost => Record.Cost;

    /// <summary>Receives amendments of the call; null if there can be none.</summary>
    public PendingCall? Pending => Record.Pending;
}
