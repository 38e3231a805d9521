using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>What an answer says about its failure. The words at the root mean an error only where one is known from elsewhere.</summary>
internal sealed partial class ResponseFacts
{
    private KnownName? _errorType;
    private KnownName? _errorCode;
    private KnownName? _rootType;
    private KnownName? _rootCode;
    private KnownName? _errorReason;

    /// <summary>An error is being read that has said nothing yet, and whether one of its members was there and empty.</summary>
    private bool _errorIsOpen;
    private bool _errorIsHollow;

    /// <summary>The body or the stream holds an error.</summary>
    public bool HasError { get; private set; }

    /// <summary>The provider's words for people; leaves this library only where an option says so.</summary>
    public string? ErrorMessage { get; private set; }

    public string? ErrorCode => (_errorCode ?? _rootCode)?.Text;

    public string? ErrorType => (_errorType ?? _rootType)?.Text;

    /// <summary>The provider's non-numeric code, else its type.</summary>
    public string? ErrorWord => Word(_errorCode) ?? Word(_rootCode) ?? Word(_errorType) ?? Word(_rootType);

    /// <summary>
    /// What is left where no word says what failed: an HTTP status inside the body, the reason why the answer ended, a number of the
    /// provider's own.
    /// </summary>
    public string? ErrorNumberOrReason =>
        StatusIn(_errorCode) ?? StatusIn(_rootCode) ?? _errorReason?.Text ?? (_errorCode ?? _rootCode ?? _errorType)?.Text;

    /// <summary>What stands around the body says that the call failed.</summary>
    public void Fail(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message)
    {
        HasError = true;
        if (!type.IsEmpty)
        {
            SetErrorWord(FieldAction.ErrorType, 0, type);
        }

        if (!message.IsEmpty)
        {
            SetErrorWord(FieldAction.ErrorMessage, 0, message);
        }
    }

    private void BeginErrors()
    {
        HasError = false;
        _errorIsOpen = false;
        ErrorMessage = null;
        _errorType = _errorCode = _rootType = _rootCode = _errorReason = null;
    }

    /// <summary>
    /// An error begins. Servers written in Go send one of empty members with each answer that went well; an empty list tells none either.
    /// </summary>
    private void EnterError(ValueKind kind)
    {
        _errorIsOpen = kind == ValueKind.Object;
        _errorIsHollow = false;
    }

    /// <summary>An error whose members we do not know is one too.</summary>
    private void EndError()
    {
        HasError |= _errorIsOpen && !_errorIsHollow;
        _errorIsOpen = false;
    }

    /// <summary>A member of the error was there, and what it says.</summary>
    private void NoteErrorMember(ReadOnlySpan<byte> value)
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

    /// <summary>Words that stand where there is none: LiteLLM sends Python's, problem details without a type say so (RFC 9457).</summary>
    private static bool IsNoWord(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("None"u8) || value.SequenceEqual("none"u8) || value.SequenceEqual("null"u8) || value.SequenceEqual("undefined"u8)
        || value.SequenceEqual("about:blank"u8);

    /// <summary>The error is a sentence, or a word, and no more.</summary>
    private void SetErrorText(byte argument, ReadOnlySpan<byte> value)
    {
        HasError = true;
        SetErrorWord(FieldAction.ErrorMessage, 0, value);
        if (argument == FieldMarks.MayBeType && !value.ContainsAny(" ,:"u8))
        {
            _errorType ??= Name(FieldAction.ErrorType, value);
        }
    }

    private void SetErrorWord(FieldAction action, byte atRoot, ReadOnlySpan<byte> value)
    {
        switch (action)
        {
            case FieldAction.ErrorType or FieldAction.ErrorCode when IsNoWord(value):
                break;
            case FieldAction.ErrorMessage:
                ErrorMessage ??= System.Text.Encoding.UTF8.GetString(value);
                HasError |= atRoot == FieldMarks.Alone;
                break;
            case FieldAction.ErrorCode when atRoot == FieldMarks.ZeroIsFine:
                if (!value.SequenceEqual("0"u8))
                {
                    _errorCode = Name(action, value);
                    HasError = true;
                }

                break;
            case FieldAction.ErrorCode when atRoot != 0:
                _rootCode = Name(action, value);
                break;
            case FieldAction.ErrorCode:
                _errorCode = Name(action, value);
                break;
            case FieldAction.ErrorType when atRoot != 0:
                _rootType = Name(action, value);
                break;
            case FieldAction.ErrorShape:
                _errorType = Name(FieldAction.ErrorType, ShapeName(value));
                HasError = true;
                break;
            case FieldAction.ErrorType:
                _errorType = Name(action, value);
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

    private static string? Word(KnownName? name) => name is null || Number.IsNumeric(name.Utf8) ? null : name.Text;
}
