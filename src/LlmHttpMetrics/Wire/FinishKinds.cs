namespace LlmHttpMetrics.Wire;

/// <summary>
/// The meaning of a finish reason, whichever provider sends it. Words are compared in lowercase, with an underscore in place of a hyphen, space,
/// dot or colon, and before a capital letter: providers that follow OpenAI write <c>content_filter</c>, <c>content-filter</c>,
/// <c>ContentFilter</c> and <c>CONTENT_FILTER</c>. A format's own table (<see cref="WireFormat.FinishKinds"/>) takes precedence.
/// </summary>
internal static class FinishKinds
{
    /// <summary>Longer words than this are not looked up.</summary>
    private const int MaxLength = 64;

    private static readonly Utf8Table<FinishKind> Words = new(
    [
        // The answer is complete, or it continues with a tool call.
        .. Of(
            FinishKind.Other, "stop", "end", "eos", "eos_token", "end_of_text", "end_of_turn", "end_turn", "stop_sequence", "stop_token",
            "stop_criteria", "complete", "completed", "finish", "finished", "done", "success", "normal", "tool_calls", "tool_call",
            "tool_use", "function_call", "tool", "pause_turn", "pause", "compaction", "endoftext", "load", "unload", "time_limit", "user_cancel"),

        // The model or the provider could not continue, for a reason that has no outcome of its own:
        // https://ai.google.dev/api/generate-content#FinishReason.
        .. Of(
            FinishKind.Other, "other", "unknown", "language", "malformed_function_call", "malformed_tool_use",
            "malformed_model_output", "unexpected_tool_call", "too_many_tool_calls", "missing_thought_signature",
            "malformed_response", "image_other", "no_image", "none"),
        .. Of(
            FinishKind.Length, "length", "length_limit", "max_length", "max_tokens", "max_token", "max_new_tokens", "max_output_tokens", "max_output_reached",
            "token_limit", "model_length", "context_length", "context_length_exceeded", "context_window_exceeded", "model_context_window_exceeded"),
        .. Of(FinishKind.Length, "limit", "truncated"),
        .. Of(FinishKind.ContentFilter, "spii", "intervened"),

        // The answer continues: the word for "none" in each event, and the default value of Google's enum.
        .. Of(FinishKind.NotYet, "null", "finish_reason_unspecified"),
        .. Of(FinishKind.Error, "error", "abort", "aborted", "cancelled", "canceled", "timeout", "failed", "preempted"),
    ]);

    /// <summary>
    /// Parts of words that mean a content filter, whatever they are combined with: <c>output_sensitive</c>, <c>IMAGE_SAFETY</c>,
    /// <c>ERROR_TOXIC</c>.
    /// </summary>
    private static readonly Utf8Table<bool> Filters = Parts(
        "filter", "filtered", "contentfilter", "safety", "unsafe", "sensitive", "refusal", "refused", "prohibited", "recitation", "toxic",
        "moderation", "moderated", "blocked", "violation", "blocklist", "blacklist", "guardrail", "guardrails", "policy", "censored", "harmful",
        "inappropriate", "jailbreak", "illegal", "infringement", "copyright", "profanity", "risk", "dlp");

    /// <summary>Parts of words that mean a failure: <c>insufficient_system_resource</c> (DeepSeek), <c>network_error</c> (Z.ai).</summary>
    private static readonly Utf8Table<bool> Failures = Parts(
        "error", "abort", "aborted", "failed", "failure", "insufficient", "overload", "overloaded", "unavailable", "exhausted", "timeout", "crashed",
        "exception", "rate", "capacity", "killed", "interrupted", "disconnected");

    /// <summary>Parts of words that mean a limit, if combined with one of <see cref="Counted"/>: <c>max_completion_tokens</c>.</summary>
    private static readonly Utf8Table<bool> Limits = Parts("max", "maximum", "limit", "exceeded", "reached");

    private static readonly Utf8Table<bool> Counted = Parts("token", "tokens", "len", "length", "context", "output", "completion");

    /// <summary>Finds the meaning of a word; false if it is unknown.</summary>
    public static bool TryGet(ReadOnlySpan<byte> word, out FinishKind kind)
    {
        kind = FinishKind.Other;
        if (word.Length > MaxLength)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[2 * MaxLength];
        plain = plain[..Simplify(word, plain)];
        if (Words.TryGet(plain, out kind))
        {
            return true;
        }

        kind = HasPart(plain, Filters) ? FinishKind.ContentFilter
            : HasPart(plain, Failures) ? FinishKind.Error
            : HasPart(plain, Limits) && HasPart(plain, Counted) ? FinishKind.Length
            : FinishKind.Other;
        return kind != FinishKind.Other;
    }

    /// <summary>Writes a word in lowercase, its parts joined by underscores; returns its length.</summary>
    private static int Simplify(ReadOnlySpan<byte> word, Span<byte> plain)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var letter = word[i];
            var isCapital = letter is >= (byte)'A' and <= (byte)'Z';
            if (isCapital && i > 0 && word[i - 1] is >= (byte)'a' and <= (byte)'z')
            {
                plain[length++] = (byte)'_';
            }

            plain[length++] = isCapital ? (byte)(letter | 0x20) : letter is (byte)'-' or (byte)' ' or (byte)'.' or (byte)':' ? (byte)'_' : letter;
        }

        return length;
    }

    private static bool HasPart(ReadOnlySpan<byte> word, Utf8Table<bool> parts)
    {
        while (!word.IsEmpty)
        {
            var end = word.IndexOf((byte)'_') is var at and >= 0 ? at : word.Length;
            if (parts.TryGet(word[..end], out _))
            {
                return true;
            }

            word = word[Math.Min(end + 1, word.Length)..];
        }

        return false;
    }

    private static IEnumerable<(string, FinishKind)> Of(FinishKind kind, params string[] words) => words.Select(word => (word, kind));

    private static Utf8Table<bool> Parts(params string[] words) => new(words.Select(word => (word, true)));
}
