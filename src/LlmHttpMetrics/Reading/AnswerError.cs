using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>What an answer reports about its failure. Error members at the root are only used if the answer is known to have failed.</summary>
internal sealed class AnswerError(AnswerNames names)
{
    private KnownName? _errorType;
    private KnownName? _errorCode;
    private KnownName? _rootType;
    private KnownName? _rootCode;
    private KnownName? _errorReason;

    /// <summary>An error is being read that has no content so far, and whether it had an empty member.</summary>
    private bool _errorIsOpen;
    private bool _errorIsHollow;

    /// <summary>The body or the stream holds an error.</summary>
    public bool HasError { get; private set; }

    /// <summary>The provider's message, which is only passed on if an option allows it.</summary>
    public string? Message { get; private set; }

    public string? Code => (_errorCode ?? _rootCode)?.Text;

    public string? Type => (_errorType ?? _rootType)?.Text;

    /// <summary>The provider's non-numeric error code, or else its type.</summary>
    public string? Word => NonNumeric(_errorCode) ?? NonNumeric(_rootCode) ?? NonNumeric(_errorType) ?? NonNumeric(_rootType);

    /// <summary>
    /// Used if there is no error type: an HTTP status inside the body, the reason why the answer ended, a numeric code of the provider.
    /// </summary>
    public string? NumberOrReason =>
        StatusIn(_errorCode) ?? StatusIn(_rootCode) ?? _errorReason?.Text ?? (_errorCode ?? _rootCode ?? _errorType)?.Text;

    /// <summary>Something in the answer means that it failed.</summary>
    public void Fail() => HasError = true;

    /// <summary>A finish reason or status means a failure. It is the error type, if there is no better one.</summary>
    public void FailFor(KnownName reason)
    {
        HasError = true;
        _errorReason ??= reason;
    }

    /// <summary>The frame or event reports that the call failed.</summary>
    public void Fail(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message)
    {
        HasError = true;
        if (!type.IsEmpty)
        {
            SetWord(FieldAction.ErrorType, 0, type);
        }

        if (!message.IsEmpty)
        {
            SetWord(FieldAction.ErrorMessage, 0, message);
        }
    }

    public void Begin()
    {
        HasError = false;
        _errorIsOpen = false;
        Message = null;
        _errorType = _errorCode = _rootType = _rootCode = _errorReason = null;
    }

    /// <summary>
    /// Begins an error. Servers written in Go send an error with empty members in each successful answer; an empty list is not an error either.
    /// </summary>
    public void Enter(ValueKind kind)
    {
        _errorIsOpen = kind == ValueKind.Object;
        _errorIsHollow = false;
    }

    /// <summary>An error with unknown members is an error too.</summary>
    public void End()
    {
        HasError |= _errorIsOpen && !_errorIsHollow;
        _errorIsOpen = false;
    }

    /// <summary>Notes that a member of the error is present, and its value.</summary>
    public void NoteMember(ReadOnlySpan<byte> value)
    {
        if (!_errorIsOpen)
        {
            return;
        }

        if (value.IsEmpty || value.SequenceEqual("0"u8))
        {
            _errorIsHollow = true;
        }
        else
        {
            HasError = true;
        }
    }

    /// <summary>
    /// Placeholders for a missing value: LiteLLM sends Python's <c>None</c>, problem details without a type have <c>about:blank</c> (RFC 9457).
    /// </summary>
    private static bool IsPlaceholder(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("None"u8) || value.SequenceEqual("none"u8) || value.SequenceEqual("null"u8) || value.SequenceEqual("undefined"u8)
        || value.SequenceEqual("about:blank"u8);

    /// <summary>The error is only a sentence or a word.</summary>
    public void SetText(byte argument, ReadOnlySpan<byte> value)
    {
        HasError = true;
        SetWord(FieldAction.ErrorMessage, 0, value);
        if (argument == FieldMarks.MayBeType && !value.ContainsAny(" ,:"u8))
        {
            _errorType ??= names.Of(FieldAction.ErrorType, value);
        }
    }

    public void SetWord(FieldAction action, byte atRoot, ReadOnlySpan<byte> value)
    {
        switch (action)
        {
            case FieldAction.ErrorType or FieldAction.ErrorCode when IsPlaceholder(value):
                break;
            case FieldAction.ErrorMessage:
                Message ??= System.Text.Encoding.UTF8.GetString(value);
                HasError |= atRoot == FieldMarks.Alone;
                break;
            case FieldAction.ErrorCode when atRoot == FieldMarks.ZeroIsFine:
                if (!value.SequenceEqual("0"u8))
                {
                    _errorCode = names.Of(action, value);
                    HasError = true;
                }

                break;
            case FieldAction.ErrorCode when atRoot != 0:
                _rootCode = names.Of(action, value);
                break;
            case FieldAction.ErrorCode:
                _errorCode = names.Of(action, value);
                break;
            case FieldAction.ErrorType when atRoot != 0:
                _rootType = names.Of(action, value);
                break;
            case FieldAction.ErrorShape:
                _errorType = names.Of(FieldAction.ErrorType, ShapeName(value));
                HasError = true;
                break;
            case FieldAction.ErrorType:
                _errorType = names.Of(action, value);
                break;
        }
    }

    /// <summary>The name within <c>com.amazonaws#ValidationException:http://…</c>.</summary>
    private static ReadOnlySpan<byte> ShapeName(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOf((byte)':');
        value = end < 0 ? value : value[..end];
        return value[(value.IndexOf((byte)'#') + 1)..];
    }

    private static string? StatusIn(KnownName? code) =>
        code is not null && Number.TryReadFigure(code.Utf8, out var number) && number is >= 400 and < 600 ? code.Text : null;

    private static string? NonNumeric(KnownName? name) => name is null || Number.IsNumeric(name.Utf8) ? null : name.Text;
}
