namespace LlmHttpMetrics.Framing;

/// <summary>What the frames of an answer carry, if it is an AWS event stream.</summary>
internal enum FramePayload : byte
{
    /// <summary>Answers of the format have no frames.</summary>
    None,

    /// <summary>Each frame is one event.</summary>
    Event,

    /// <summary>Each frame wraps one event, encoded in Base64.</summary>
    Chunk,

    /// <summary>The frames are pieces of one body, split at any position.</summary>
    Part,
}
