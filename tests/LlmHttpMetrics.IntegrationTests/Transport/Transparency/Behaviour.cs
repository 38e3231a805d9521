namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>How the server treats a request.</summary>
internal enum Behaviour
{
    /// <summary>Reads it and answers with a body of known length.</summary>
    Answer,

    /// <summary>Reads it and answers with a stream of events and trailers.</summary>
    Stream,

    /// <summary>Reads it and answers with a compressed body.</summary>
    Compressed,

    /// <summary>Reads it and answers without a body.</summary>
    Empty,

    /// <summary>Reads it and has it sent to <see cref="Answer"/> as it is.</summary>
    Redirect,

    /// <summary>Reads it and sends the client to <see cref="Answer"/> without it.</summary>
    SeeOther,

    /// <summary>Reads it, asks for credentials, and answers once it has them.</summary>
    Unauthorized,

    /// <summary>Answers without reading it.</summary>
    Refuse,

    /// <summary>Answers completely, then reads it.</summary>
    Early,

    /// <summary>Reads it and breaks off within its answer.</summary>
    Cut,

    /// <summary>Reads it and breaks off without an answer.</summary>
    Reset,

    /// <summary>Reads it, and answers when the test allows it.</summary>
    Hold,

    /// <summary>Reads it, sends the first event, and the rest when the test allows it.</summary>
    Pause,
}
