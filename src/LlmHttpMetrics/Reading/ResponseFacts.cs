using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The facts about one answer, collected field by field. Reused from answer to answer.</summary>
internal sealed partial class ResponseFacts : FieldSink
{
    private WireFormat _format = null!;
    private ITextSink _text = null!;
    private bool _streamed;

    private readonly RecentNames _names = new((int)FieldAction.Count);
    private readonly byte[] _id = new byte[JsonScanner.MaxValueLength];
    private int _idLength;

    public string? Model => _model?.Text;

    public string? ServiceTier => _serviceTier?.Text;

    /// <summary>How the answer was served, as far as its price depends on it.</summary>
    public ServedAs Served => new(_serviceTier?.Text, _speed?.Text, _region?.Text);

    public string? Fingerprint => _fingerprint?.Text;

    public string? Status => _status?.Text;

    /// <summary>The answer is still being generated, according to its status.</summary>
    public bool IsPending => _status is { } status && _format.PendingStatuses.TryGet(status.Utf8, out _);

    /// <summary>The marker that ends an OpenAI stream was received.</summary>
    public bool DoneMarkerSeen { get; private set; }

    /// <summary>Calls that the client has to run.</summary>
    public int ToolCalls => Math.Max(_toolCalls, _finalToolCalls);

    /// <summary>Calls that the provider ran itself.</summary>
    public int HostedToolCalls => UsesHostedTools ? (int)Math.Min(AllHostedCalls, int.MaxValue) : 0;

    /// <summary>Completed events with content since the last <see cref="Begin"/>.</summary>
    public int Chunks { get; private set; }

    /// <summary>An event with visible text or a tool call is complete.</summary>
    public bool AnswerSeen { get; private set; }

    /// <summary>Reasoning was received as text, so its tokens took time on the wire.</summary>
    public bool ReasoningSeen { get; private set; }

    private KnownName? _model;
    private KnownName? _serviceTier;
    private KnownName? _speed;
    private KnownName? _region;
    private KnownName? _fingerprint;
    private KnownName? _status;
    private KnownName? _incompleteReason;

    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    public void Begin(WireFormat format, bool streamed, ITextSink text)
    {
        _format = format;
        _streamed = streamed;
        _text = text;
        _names.Begin();
        _idLength = 0;
        _model = _serviceTier = _speed = _region = _fingerprint = _status = _incompleteReason = null;
        DoneMarkerSeen = EndEventSeen = AnswerSeen = ReasoningSeen = false;
        Chunks = 0;
        BeginChoices();
        BeginFigures();
        BeginPasses();
        BeginCost();
        BeginErrors();
        BeginTools();
        BeginHostedTools();
        FailedAtOnce = _eventSeen = false;
        BeginEvent();
    }

    /// <summary>Discards everything that was read from the body, except for what was already used for timing.</summary>
    public void Forget()
    {
        var (chunks, answerSeen) = (Chunks, AnswerSeen);
        Begin(_format, _streamed, _text);
        (Chunks, AnswerSeen) = (chunks, answerSeen);
    }

    public override void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value)
    {
        if (action is FieldAction.ErrorMessage or FieldAction.ErrorType or FieldAction.ErrorCode)
        {
            NoteErrorMember(value);
        }

        if (value.IsEmpty)
        {
            return;
        }

        switch (action)
        {
            case FieldAction.Figure: SetFigure(argument, value); break;
            case FieldAction.Model: _model ??= Name(action, value); break;
            case FieldAction.Id when _idLength == 0 || _rule?.Ends == true: SetId(value); break;
            case FieldAction.PassFigure: SetPassFigure((Figure)argument, value); break;
            case FieldAction.PassModel when _pass is { } pass: pass.Model = Name(action, value); break;
            case FieldAction.ServiceTier: SetServiceTier(argument != 0, value); break;
            case FieldAction.Speed: _speed = Name(action, value); break;
            case FieldAction.Region: _region = Name(action, value); break;
            case FieldAction.Fingerprint: _fingerprint ??= Name(action, value); break;
            case FieldAction.Cost: SetCost((CostFigure)argument, value); break;
            case FieldAction.Status: SetStatus(value); break;
            case FieldAction.IncompleteReason: SetIncompleteReason(value); break;
            case FieldAction.EventType: SetEventType(value); break;
            case FieldAction.ChoiceIndex: SetChoiceIndex(value); break;
            case FieldAction.FinishReason when argument != 0 && (kind == ValueKind.Literal || _finishReason is not null): break;
            case FieldAction.FinishReason: SetFinishReason(value); break;
            case FieldAction.BlockReason: SetBlockReason(value); break;
            case FieldAction.PartType: SetPartType(value); break;
            case FieldAction.ItemType: SetItemType(argument, value); SetHostedType(value); break;
            case FieldAction.ItemPlace: SetItemPlace(argument, value); break;
            case FieldAction.FigureName: SetFigureName(argument, value); break;
            case FieldAction.FigureAmount: SetFigureAmount(value); break;
            case FieldAction.ToolCallName: _eventToolCalls++; break;
            case FieldAction.ToolCallIndex: SetToolCallIndex(value); break;
            case FieldAction.ToolCallId: SetToolCallId(value); break;
            case FieldAction.ToolCallType: SetToolCallType(value); SetHostedType(value); break;
            case FieldAction.HostedName: SetHostedName(value); break;
            case FieldAction.HostedAction: SetHostedAction(value); break;
            case FieldAction.HostedAmount: SetHostedAmount(value); break;
            case FieldAction.HostedCalls: SetCountedTool(argument, value); break;
            case FieldAction.HostedTotal: SetHostedTotal(value); break;
            case FieldAction.HostedQuery: AddQuery(argument, value); break;
            case FieldAction.HostedSign: ShowTool((HostedTool)argument); break;
            case FieldAction.HostedDeclared: SetDeclaredTool(value); break;
            case FieldAction.SearchContext: SetSearchContext((HostedTool)argument, value); break;
            case FieldAction.DoneMarker: DoneMarkerSeen |= value.SequenceEqual("DONE"u8); break;
            case FieldAction.Done: EndEventSeen |= !(value.SequenceEqual("false"u8) || value.SequenceEqual("0"u8)); break;
            case FieldAction.Error when kind == ValueKind.String: SetErrorText(argument, value); break;
            case FieldAction.Success: HasError |= value.SequenceEqual("false"u8); break;
            case FieldAction.ErrorType when kind == ValueKind.Literal: break;
            case FieldAction.ErrorType or FieldAction.ErrorShape or FieldAction.ErrorCode or FieldAction.ErrorMessage:
                SetErrorWord(action, argument, value);
                break;
        }
    }

    public override void Enter(FieldAction action, byte argument, ValueKind kind)
    {
        switch (action)
        {
            case FieldAction.FigureGroup: BeginGroup(argument); break;
            case FieldAction.NamedFigure: BeginNamedFigure(); break;
            case FieldAction.PassList: BeginPasses(); break;
            case FieldAction.Pass: EnterPass(); break;
            case FieldAction.Choice: EnterChoice(); break;
            case FieldAction.Part: _partKind = null; break;
            case FieldAction.ToolCall: EnterToolCall(); break;
            case FieldAction.FunctionCall: CountFunctionCall(); break;
            case FieldAction.Error: EnterError(kind); break;
            case FieldAction.HostedItem: BeginHostedItem(); break;
            case FieldAction.HostedCall: AddCall((HostedTool)argument); break;
            case FieldAction.HostedSign: ShowTool((HostedTool)argument); break;
        }
    }

    public override void Leave(FieldAction action, byte argument)
    {
        switch (action)
        {
            case FieldAction.Event: EndEvent(); break;
            case FieldAction.Choice: LeaveChoice(); break;
            case FieldAction.Error: EndError(); break;
            case FieldAction.Pass: _pass = null; break;
            case FieldAction.Part: LeavePart(); break;
            case FieldAction.ToolCall: LeaveToolCall(); break;
            case FieldAction.HostedItem: LeaveHostedItem(argument); break;
        }
    }

    /// <summary>The tier by its own name. Vertex AI reports it in two members, one of which may be the standard tier.</summary>
    private void SetServiceTier(bool yields, ReadOnlySpan<byte> word)
    {
        var tier = _format.Tiers.TryGet(word, out var known) ? known : Name(FieldAction.ServiceTier, word);
        if (tier is not null && !(yields && _serviceTier is not null && tier.Text == ServiceTiers.Standard))
        {
            _serviceTier = tier;
        }
    }

    private KnownName Name(FieldAction action, ReadOnlySpan<byte> value) => _names.Of((int)action, value);

    private void SetId(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_id);
        _idLength = value.Length;
    }
}
