using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Calls;

/// <summary>A call that has ended, with all that is known by then. Valid until the method it was passed to returns.</summary>
internal readonly ref struct CompletedCall(CallRecord record, ref readonly CallFigures figures)
{
    private readonly ref readonly CallFigures _figures = ref figures;

    public CallRecord Record { get; } = record;

    public ref readonly CallFigures Figures => ref _figures;

    /// <summary>Its cost; null where that is not known, or not yet.</summary>
    public Cost? Cost => Record.Cost;

    /// <summary>What can become known later; null where nothing can.</summary>
    public PendingCall? Pending => Record.Pending;
}
