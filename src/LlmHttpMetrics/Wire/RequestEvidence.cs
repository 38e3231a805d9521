namespace LlmHttpMetrics.Wire;

/// <summary>What shows that a payload is a model request; several are required at unknown hosts.</summary>
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
