namespace LlmHttpMetrics.MockProviders;

/// <summary>A fault in a reply.</summary>
/// <remarks>
/// Tokens are counted in content events: text, reasoning, refusal and tool argument deltas. A fault after more tokens than the answer has occurs
/// after the last of them, before the finish reason. In an answer that is not streamed, the fault occurs after half of the body.
/// </remarks>
public sealed class MockFault
{
    private MockFault(MockFaultKind kind, int afterTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterTokens);
        Kind = kind;
        AfterTokens = afterTokens;
    }

    /// <summary>The kind of fault.</summary>
    public MockFaultKind Kind { get; }

    /// <summary>The number of content events before the fault; 0 for faults outside the body.</summary>
    public int AfterTokens { get; }

    /// <summary>The HTTP status, 200 unless <see cref="Kind"/> is <see cref="MockFaultKind.Status"/>.</summary>
    public int StatusCode { get; private init; } = 200;

    /// <summary>The <c>retry-after</c> header, in whole seconds, rounded up; <see langword="null"/> for none.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The error code; <see langword="null"/> for the provider's default. Anthropic has no codes: the value is sent as the type.</summary>
    public string? Code { get; private init; }

    /// <summary>The message; <see langword="null"/> for the provider's default.</summary>
    public string? Message { get; private init; }

    /// <summary>Answers with an error status and the provider's error body.</summary>
    /// <param name="statusCode">The status, 400 to 599; 529 is Anthropic's overload.</param>
    /// <param name="retryAfter">The <c>retry-after</c> header, not negative.</param>
    /// <param name="code">The error code, instead of the provider's default.</param>
    /// <param name="message">The message, instead of the provider's default.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status or the time is out of range.</exception>
    public static MockFault Status(int statusCode, TimeSpan? retryAfter = null, string? code = null, string? message = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        if (retryAfter is { } delay)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero, nameof(retryAfter));
        }

        return new(MockFaultKind.Status, 0) { StatusCode = statusCode, RetryAfter = retryAfter, Code = code, Message = message };
    }

    /// <summary>
    /// Sends an error event and ends the stream: <c>data: {"error":…}</c>, <c>event: error</c>, and <c>response.failed</c> for Responses. If not
    /// streamed: an error body with status 200.
    /// </summary>
    /// <param name="afterTokens">Content events before it, not negative.</param>
    /// <param name="code">The error code, instead of the provider's default.</param>
    /// <param name="message">The message, instead of the provider's default.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterTokens"/> is negative.</exception>
    public static MockFault ErrorEvent(int afterTokens, string? code = null, string? message = null) =>
        new(MockFaultKind.ErrorEvent, afterTokens) { Code = code, Message = message };

    /// <summary>Closes the connection abruptly (HTTP/2: resets the stream) within the body.</summary>
    /// <param name="afterTokens">Content events before it, not negative.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterTokens"/> is negative.</exception>
    public static MockFault Cut(int afterTokens) => new(MockFaultKind.Cut, afterTokens);

    /// <summary>Closes the connection abruptly before any header is sent.</summary>
    /// <returns>The fault.</returns>
    public static MockFault CutBeforeHeaders() => new(MockFaultKind.CutBeforeHeaders, 0);

    /// <summary>Stops sending until the client disconnects or the server stops.</summary>
    /// <param name="afterTokens">Content events before it, not negative.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterTokens"/> is negative.</exception>
    public static MockFault Stall(int afterTokens) => new(MockFaultKind.Stall, afterTokens);

    /// <summary>Sends nothing, not even headers, until the client disconnects or the server stops.</summary>
    /// <returns>The fault.</returns>
    public static MockFault StallBeforeHeaders() => new(MockFaultKind.StallBeforeHeaders, 0);

    /// <summary>Sends one data line of invalid JSON and then continues normally. If not streamed: half of the body, followed by invalid data.</summary>
    /// <param name="afterTokens">Content events before it, not negative.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterTokens"/> is negative.</exception>
    public static MockFault Malformed(int afterTokens) => new(MockFaultKind.Malformed, afterTokens);

    /// <summary>Ends the body normally, but without finish reason and terminal marker. If not streamed: half of the JSON.</summary>
    /// <param name="afterTokens">Content events before it, not negative.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterTokens"/> is negative.</exception>
    public static MockFault Truncate(int afterTokens) => new(MockFaultKind.Truncate, afterTokens);
}
