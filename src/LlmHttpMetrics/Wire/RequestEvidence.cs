namespace LlmHttpMetrics.Wire;

/// <summary>What in a payload says that it is a model request; several bits are asked of hosts that nobody knows.</summary>
[Flags]
internal enum RequestEvidence : byte
{
    None = 0,
    Model = 1,
    Messages = 2,
    Input = 4,
    Limit = 8,
    Documents = 16,
    Questions = 32,
}
