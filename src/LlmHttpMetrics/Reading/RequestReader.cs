using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Reads one request body as it is serialized. Reused from request to request.</summary>
internal sealed class RequestReader : FieldSink
{
    private readonly JsonScanner _scanner;
    private readonly MultipartReader _multipart;
    private readonly double[] _numbers = new double[(int)RequestParameter.Count];
    private readonly KnownName?[] _words = new KnownName?[(int)RequestParameter.Count];
    private readonly RecentNames _names = new((int)RequestParameter.Count + 1);
    private readonly RequestParts _parts = new();
    private StopSequences? _stops;
    private ITextSink _text = null!;
    private byte[] _modelPrefix = [];
    private KnownName? _model;
    private uint _numbersSet;
    private uint _wordsSet;
    private int _part;
    private OperationHint _hint;
    private bool _isMultipart;
    private bool _takesParts;

    public RequestReader()
    {
        _scanner = new JsonScanner(this);
        _multipart = new MultipartReader(this);
    }

    public string? Model => _model?.Text;

    /// <summary>The evidence so far that the body is a model request.</summary>
    public RequestEvidence Evidence { get; private set; }

    /// <summary>The operation according to the payload, if it shows one.</summary>
    public string? Operation => _hint.Name();

    public bool Stream { get; private set; }

    public bool IncludesUsage { get; private set; }

    /// <summary>The answer is generated whether the caller waits for it or not.</summary>
    public bool Background { get; private set; }

    /// <summary>The stop sequences; null if there are none.</summary>
    public string[]? StopSequences => _stops?.ToArray();

    /// <summary>Whether there are tools, tool calls or a schema.</summary>
    public bool HasJson => _parts.HasJson;

    /// <summary>The parts of the request besides its text, as far as the format defines them.</summary>
    public RequestShape Shape => _parts.Shape;

    /// <summary>Its images; empty if parts are not read.</summary>
    public ReadOnlySpan<ImageSize> Images => _parts.Images;

    /// <summary>The number of body bytes so far.</summary>
    public long Length { get; private set; }

    /// <param name="format">How to read it.</param>
    /// <param name="streams">Whether a stream is assumed if the body does not specify it.</param>
    /// <param name="isMultipart">The body is a form.</param>
    /// <param name="text">Receives its text.</param>
    /// <param name="takesParts">Whether the JSON of tools and the sizes of images are read too.</param>
    public void Begin(WireFormat format, bool streams, bool isMultipart, ITextSink text, bool takesParts = false)
    {
        _scanner.Begin(format.Request);
        _modelPrefix = format.ModelPrefix;
        _isMultipart = isMultipart;
        _multipart.Begin();
        _names.Begin();
        _text = text;
        _model = null;
        _part = 0;
        _hint = OperationHint.None;
        Evidence = RequestEvidence.None;
        Stream = streams;
        IncludesUsage = Background = false;
        _takesParts = takesParts;
        _parts.Begin();
        _stops?.Clear();
        Length = 0;
        _numbersSet = _wordsSet = 0;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (_isMultipart)
        {
            _multipart.Consume(bytes);
        }
        else
        {
            _scanner.Consume(bytes, stopAtLineEnd: false);
        }
    }

    public double? Number(RequestParameter parameter) => IsSet(_numbersSet, parameter) ? _numbers[(int)parameter] : null;

    public string? Word(RequestParameter parameter) => IsSet(_wordsSet, parameter) ? _words[(int)parameter]!.Text : null;

    private static bool IsSet(uint set, RequestParameter parameter) => (set >> (int)parameter & 1) != 0;

    public override bool TakesParts => _takesParts;

    public override void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return;
        }

        if (action == FieldAction.Operation)
        {
            Hint((OperationHint)argument);
        }
        else if (action == FieldAction.Model)
        {
            var prefix = value.StartsWith(_modelPrefix) ? _modelPrefix.Length : 0;
            _model = _names.Of((int)RequestParameter.Count, value[prefix..]);
            Evidence |= RequestEvidence.Model;
        }
        else if (action == FieldAction.Parameter)
        {
            if ((argument & FieldMarks.Fallback) == 0 || !IsSet(_numbersSet | _wordsSet, (RequestParameter)(argument & ~FieldMarks.Fallback)))
            {
                Set((RequestParameter)(argument & ~FieldMarks.Fallback), kind, value);
            }
        }
        else if (action == FieldAction.StopSequence)
        {
            (_stops ??= new StopSequences()).Add(value);
        }
        else if (action == FieldAction.Json && kind == ValueKind.String && _takesParts)
        {
            // A string in place of an object: it is passed on as the JSON that it was.
            Text(action, argument, "\""u8);
            Text(action, argument, value);
            Text(action, argument, "\""u8);
            TextEnd();
        }
        else
        {
            _parts.Scalar(action, value);
        }
    }

    public override void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8)
    {
        if (action == FieldAction.ImageUrl)
        {
            _parts.ImageUrl(utf8);
            return;
        }

        if (action == FieldAction.Json)
        {
            _text.OnText((TextKind)argument, _part, utf8);
            return;
        }

        Evidence |= RequestEvidence.Input;
        Hint(OperationHints.HintOf(argument));
        if (!utf8.IsEmpty)
        {
            var kind = OperationHints.KindOf(argument);
            if (kind == TextKind.Name)
            {
                _parts.Name(utf8);
                return;
            }

            _text.OnText(kind, _part, utf8);
            _parts.Text(kind, _part);
        }
    }

    public override void TextEnd() => _part++;

    public override void Enter(FieldAction action, byte argument, ValueKind kind)
    {
        if (action == FieldAction.Text)
        {
            Evidence |= RequestEvidence.Input;
            Hint(OperationHints.HintOf(argument));
        }
        else if (action == FieldAction.Evidence && (kind == ValueKind.Array || argument == (byte)RequestEvidence.Questions))
        {
            Evidence |= (RequestEvidence)argument;
        }
        else if (action == FieldAction.Operation)
        {
            Hint((OperationHint)argument);
        }
        else
        {
            _parts.Enter(action);
        }
    }

    public override void Leave(FieldAction action, byte argument)
    {
        _parts.Leave(action);
        if (action == FieldAction.Message && _parts.AuthorName is { IsEmpty: false } name)
        {
            _text.OnText(TextKind.Name, _part++, name);
        }
    }

    private void Hint(OperationHint hint)
    {
        if (hint != OperationHint.None && (_hint == OperationHint.None || hint < _hint))
        {
            _hint = hint;
        }
    }

    private void Set(RequestParameter parameter, ValueKind kind, ReadOnlySpan<byte> value)
    {
        switch (parameter)
        {
            case RequestParameter.Stream:
                Stream = value.SequenceEqual("true"u8) || value.SequenceEqual("sse"u8);
                return;
            case RequestParameter.IncludeUsage:
                IncludesUsage = value.SequenceEqual("true"u8);
                return;
            case RequestParameter.Background:
                Background = value.SequenceEqual("true"u8);
                return;
            case RequestParameter.MaxTokens:
                Evidence |= RequestEvidence.Limit;
                break;
        }

        if (kind == ValueKind.String)
        {
            _words[(int)parameter] = _names.Of((int)parameter, value);
            _wordsSet |= 1u << (int)parameter;
        }
        else if (Wire.Number.TryReadDouble(value, out var number))
        {
            _numbers[(int)parameter] = number;
            _numbersSet |= 1u << (int)parameter;
        }
    }
}
