using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The facts about one answer, collected field by field. Reused from answer to answer.</summary>
internal sealed class ResponseFacts : FieldSink
{
    private readonly AnswerEvent _event = new();
    private readonly ChoiceCursor _choice = new();
    private readonly ReportedFigures _figures = new();
    private readonly ReportedCost _cost = new();
    private readonly AnswerText _text;
    private readonly ToolCalls _tools;
    private readonly HostedTools _hosted;
    private WireFormat _format = null!;
    private ITextSink _sink = null!;
    private bool _streamed;
    private bool _eventSeen;

    public ResponseFacts()
    {
        Error = new AnswerError(Names);
        _text = new AnswerText(_event, _choice);
        Passes = new AnswerPasses(Names);
        Usage = new AnswerUsage(_figures, Passes);
        _tools = new ToolCalls(_event, _choice);
        _hosted = new HostedTools(_event, _choice, _tools);
        Finish = new FinishReasons(_event, _choice, Names, Error);
    }

    public AnswerNames Names { get; } = new();

    /// <summary>What the answer reports about its failure.</summary>
    public AnswerError Error { get; }

    /// <summary>Why the answer ended.</summary>
    public FinishReasons Finish { get; }

    public AnswerUsage Usage { get; }

    /// <summary>The passes in which the answer was made.</summary>
    public AnswerPasses Passes { get; }

    public string? Model => Names.Model;

    public string? ServiceTier => Names.ServiceTier;

    public ReadOnlySpan<byte> Id => Names.Id;

    /// <inheritdoc cref="FinishReasons.IsPending"/>
    public bool IsPending => Finish.IsPending;

    /// <inheritdoc cref="FinishReasons.Texts"/>
    public string[] FinishReasonTexts() => Finish.Texts();

    /// <inheritdoc cref="AnswerError.Message"/>
    public string? ErrorMessage => Error.Message;

    public string? ErrorCode => Error.Code;

    public string? ErrorType => Error.Type;

    /// <inheritdoc cref="AnswerText.Refused"/>
    public bool Refused => _text.Refused;

    /// <inheritdoc cref="AnswerText.ReasoningSeen"/>
    public bool ReasoningSeen => _text.ReasoningSeen;

    /// <inheritdoc cref="ReportedFigures.IsAny"/>
    public bool UsageReported => _figures.IsAny;

    /// <inheritdoc cref="AnswerUsage.InputTokens"/>
    public long? InputTokens => Usage.InputTokens;

    /// <inheritdoc cref="AnswerUsage.OutputTokens"/>
    public long? OutputTokens => Usage.OutputTokens;

    /// <inheritdoc cref="AnswerUsage.ReasoningTokens"/>
    public long? ReasoningTokens => Usage.ReasoningTokens;

    /// <inheritdoc cref="AnswerUsage.CacheWriteTokens"/>
    public long? CacheWriteTokens => Usage.CacheWriteTokens;

    /// <inheritdoc cref="ReportedCost.Amount"/>
    public decimal? Cost => _cost.Amount;

    /// <inheritdoc cref="Reading.ToolCalls.OfClient"/>
    public int ToolCalls => _tools.OfClient;

    /// <inheritdoc cref="HostedTools.Count"/>
    public int HostedToolCalls => _hosted.Count;

    /// <inheritdoc cref="HostedTools.BilledCalls"/>
    public HostedToolUse? BilledTools => _hosted.BilledCalls;

    /// <inheritdoc cref="HostedTools.ByKind"/>
    public IReadOnlyDictionary<string, long>? HostedToolsByKind() => _hosted.ByKind();

    /// <summary>An event arrived that ends the answer.</summary>
    public bool EndEventSeen => _event.AnswerHasEnded;

    /// <summary>The marker that ends an OpenAI stream was received.</summary>
    public bool DoneMarkerSeen { get; private set; }

    /// <summary>The first event, or the body, was a failure: there was no stream.</summary>
    public bool FailedAtOnce { get; private set; }

    /// <summary>Completed events with content since the last <see cref="Begin"/>.</summary>
    public int Chunks { get; private set; }

    /// <summary>An event with visible text or a tool call is complete.</summary>
    public bool AnswerSeen { get; private set; }

    /// <inheritdoc cref="AnswerUsage.Sent"/>
    public long? Sent(Figure figure) => Usage.Sent(figure);

    public void Begin(WireFormat format, bool streamed, ITextSink text)
    {
        _format = format;
        _streamed = streamed;
        _sink = text;
        DoneMarkerSeen = AnswerSeen = FailedAtOnce = _eventSeen = false;
        Chunks = 0;
        _event.BeginAnswer(format);
        _choice.Begin();
        Names.Begin(format);
        Error.Begin();
        Finish.Begin(format);
        _text.Begin(format, streamed, text);
        _figures.Begin(format);
        Passes.Begin();
        Usage.Begin(format);
        _cost.Begin();
        _tools.Begin(format, streamed);
        _hosted.Begin(format, streamed);
    }

    /// <summary>Discards everything that was read from the body, except for what was already used for timing.</summary>
    public void Forget()
    {
        var (chunks, answerSeen) = (Chunks, AnswerSeen);
        Begin(_format, _streamed, _sink);
        (Chunks, AnswerSeen) = (chunks, answerSeen);
    }

    /// <inheritdoc cref="AnswerError.Fail(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public void Fail(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message) => Error.Fail(type, message);

    /// <inheritdoc cref="AnswerText.ReleaseBuffers"/>
    public void ReleaseBuffers() => _text.ReleaseBuffers();

    /// <summary>Begins a stream's event or a body.</summary>
    public void BeginEvent()
    {
        _event.Begin();
        _choice.BeginEvent();
    }

    /// <summary>The type of an event, from its own field or from its data, which takes precedence.</summary>
    public void SetEventType(ReadOnlySpan<byte> type)
    {
        if (!_event.TrySetType(type))
        {
            return;
        }

        if (_event.Fails)
        {
            Error.Fail();
        }

        _text.OnEventType();
    }

    /// <summary>Ends a stream's event or a body; its content counts from now.</summary>
    public void EndEvent()
    {
        _text.EndEvent();
        Error.End();
        _hosted.CountItems();
        _tools.CountItems();
        Chunks += _event.HasContent ? 1 : 0;
        AnswerSeen |= _event.HasAnswer;
        FailedAtOnce |= !_eventSeen && Error.HasError;
        _eventSeen = true;
        BeginEvent();
    }

    public override void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8) => _text.Add(action, argument, utf8);

    public override void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value)
    {
        if (action is FieldAction.ErrorMessage or FieldAction.ErrorType or FieldAction.ErrorCode)
        {
            Error.NoteMember(value);
        }

        if (value.IsEmpty)
        {
            return;
        }

        switch (action)
        {
            case FieldAction.Figure: _figures.Set(argument, value); break;
            case FieldAction.Model: Names.SetModel(value); break;
            case FieldAction.Id: Names.SetId(value, replaces: _event.Ends); break;
            case FieldAction.PassFigure: Passes.SetFigure(argument, value); break;
            case FieldAction.PassModel: Passes.SetModel(value); break;
            case FieldAction.ServiceTier: Names.SetServiceTier(argument != 0, value); break;
            case FieldAction.Speed: Names.SetSpeed(value); break;
            case FieldAction.Region: Names.SetRegion(value); break;
            case FieldAction.Fingerprint: Names.SetFingerprint(value); break;
            case FieldAction.Cost: _cost.Set(argument, value); break;
            case FieldAction.Status: Finish.SetStatus(value); break;
            case FieldAction.IncompleteReason: Finish.SetIncompleteReason(value); break;
            case FieldAction.EventType: SetEventType(value); break;
            case FieldAction.ChoiceIndex when _choice.TrySetIndex(value): _text.OnChoice(); break;
            case FieldAction.FinishReason when argument != 0 && (kind == ValueKind.Literal || Finish.IsSet): break;
            case FieldAction.FinishReason: Finish.Set(value); break;
            case FieldAction.BlockReason: Finish.SetBlockReason(value); break;
            case FieldAction.PartType: _text.SetPartType(value); break;
            case FieldAction.ItemType: _tools.SetItemType(argument, value); _hosted.SetType(value); break;
            case FieldAction.ItemPlace: SetItemPlace(argument, providerRuns: !value.SequenceEqual("local"u8)); break;
            case FieldAction.FigureName: _figures.SetName(argument, value); break;
            case FieldAction.FigureAmount: _figures.SetAmount(value); break;
            case FieldAction.ToolCallName: _tools.CountNamed(); break;
            case FieldAction.ToolCallIndex: _tools.SetIndex(value); break;
            case FieldAction.ToolCallId: _tools.SetId(value); break;
            case FieldAction.ToolCallType: _tools.SetType(value); _hosted.SetType(value); break;
            case FieldAction.HostedName: _hosted.SetName(value); break;
            case FieldAction.HostedAction: _hosted.SetAction(value); break;
            case FieldAction.HostedAmount: _hosted.SetAmount(value); break;
            case FieldAction.HostedCalls: _hosted.SetCounted(argument, value); break;
            case FieldAction.HostedTotal: _hosted.SetTotal(value); break;
            case FieldAction.HostedQuery: _hosted.AddQuery(argument, value); break;
            case FieldAction.HostedSign: _hosted.Show(argument); break;
            case FieldAction.HostedDeclared: _hosted.SetDeclared(value); break;
            case FieldAction.SearchContext: _hosted.SetSearchContext(argument, value); break;
            case FieldAction.DoneMarker: DoneMarkerSeen |= value.SequenceEqual("DONE"u8); break;
            case FieldAction.Done when !(value.SequenceEqual("false"u8) || value.SequenceEqual("0"u8)): _event.EndAnswer(); break;
            case FieldAction.Error when kind == ValueKind.String: Error.SetText(argument, value); break;
            case FieldAction.Success when value.SequenceEqual("false"u8): Error.Fail(); break;
            case FieldAction.ErrorType when kind == ValueKind.Literal: break;
            case FieldAction.ErrorType or FieldAction.ErrorShape or FieldAction.ErrorCode or FieldAction.ErrorMessage:
                Error.SetWord(action, argument, value);
                break;
        }
    }

    public override void Enter(FieldAction action, byte argument, ValueKind kind)
    {
        switch (action)
        {
            case FieldAction.FigureGroup: _figures.BeginGroup(argument); break;
            case FieldAction.NamedFigure: _figures.BeginNamed(); break;
            case FieldAction.PassList: Passes.Begin(); break;
            case FieldAction.Pass: Passes.Enter(); break;
            case FieldAction.Choice: _choice.Enter(); Finish.EnterChoice(); break;
            case FieldAction.Part: _text.EnterPart(); break;
            case FieldAction.ToolCall: _tools.Enter(); break;
            case FieldAction.FunctionCall: _tools.CountFunctionCall(); break;
            case FieldAction.Error: Error.Enter(kind); break;
            case FieldAction.HostedItem: _hosted.BeginItem(); break;
            case FieldAction.HostedCall: _hosted.Add(argument); break;
            case FieldAction.HostedSign: _hosted.Show(argument); break;
        }
    }

    public override void Leave(FieldAction action, byte argument)
    {
        switch (action)
        {
            case FieldAction.Event: EndEvent(); break;
            case FieldAction.Choice: LeaveChoice(); break;
            case FieldAction.Error: Error.End(); break;
            case FieldAction.Pass: Passes.Leave(); break;
            case FieldAction.Part: _text.LeavePart(); break;
            case FieldAction.ToolCall: _tools.Leave(); break;
            case FieldAction.HostedItem: _hosted.LeaveItem(argument); break;
        }
    }

    /// <summary>The environment of a call: the provider's container, or the client's own machine.</summary>
    private void SetItemPlace(byte list, bool providerRuns)
    {
        _hosted.SetPlace(providerRuns);
        _tools.SetItemPlace(list, providerRuns);
    }

    private void LeaveChoice()
    {
        _choice.UsePlace();
        _text.OnChoice();
        Finish.LeaveChoice();
        _choice.Leave();
    }
}
