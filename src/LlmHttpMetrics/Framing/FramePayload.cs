namespace LlmHttpMetrics.Framing;

/// <summary>What the frames of an answer bear, where it comes as an AWS event stream.</summary>
internal enum FramePayload : byte
{
    /// <summary>Answers of the format never come in frames.</summary>
    None,

    /// <summary>Each frame is one event.</summary>
    Event,

    /// <summary>Each frame wraps one event, coded in Base64.</summary>
    Chunk,

    /// <summary>The frames are pieces of one body, cut anywhere.</summary>
    Part,
}
