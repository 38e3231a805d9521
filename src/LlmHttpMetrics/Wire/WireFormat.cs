using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Wire;

/// <summary>A provider's wire format as a table: the meaning of the paths in its bodies.</summary>
internal sealed class WireFormat
{
    /// <summary>The maximum number of distinct figures of a format; a 64-bit mask holds which are present.</summary>
    public const int MaxSlots = 64;

    private readonly List<Figure> _figures = [];
    private readonly List<ulong> _groups = [];
    private readonly List<Utf8Table<byte>> _namedSlots = [];
    private readonly List<(FigureGroup Group, int First, int FirstList)> _placed = [];

    public WireFormat(
        string name,
        IEnumerable<Field> request,
        IEnumerable<Field> body,
        IEnumerable<Field> events,
        IEnumerable<FigureGroup>? bodyUsage = null,
        IEnumerable<FigureGroup>? eventUsage = null,
        UsageRule usage = UsageRule.None,
        IEnumerable<(string Type, EventRule Rule)>? eventRules = null,
        IEnumerable<(string Type, ItemKind Kind)>? itemKinds = null,
        StreamFraming framing = StreamFraming.ServerSentEvents,
        IEnumerable<Field>? headers = null,
        IEnumerable<FigureGroup>? headerUsage = null)
    {
        Name = name;
        Usage = usage;
        Field[] ofRequest = [.. request];
        Request = new FieldMap(ofRequest);
        HasExtraFields = Array.Exists(ofRequest, field => field.Action is FieldAction.Extra or FieldAction.Json);
        Body = new FieldMap([.. body, .. Figures(bodyUsage ?? [])]);
        Field[] ofEvent = [.. events, .. Figures(eventUsage ?? [])];
        Events = new FieldMap(ofEvent);
        Framing = framing;
        Elements = framing == StreamFraming.JsonArray
            ? new FieldMap(ofEvent.Select(OfElement).Prepend(new Field(FieldPath.EveryElement, FieldAction.Event)))
            : FieldMap.Empty;
        Headers = [.. headers ?? [], .. Figures(headerUsage ?? [])];
        EventRules = new Utf8Table<EventRule>(eventRules ?? []);
        ItemKinds = new Utf8Table<ItemKind>(itemKinds ?? []);
        FigureOfSlot = [.. _figures];
        GroupMasks = [.. _groups];
        AlternativesOfSlot = [.. FigureOfSlot.Select((_, slot) => Alternatives(slot))];
        NamedSlots = [.. _namedSlots];
    }

    /// <summary>The name that users see, for instance in the documentation and the debug log.</summary>
    public string Name { get; }

    /// <summary>The value of <c>openai.api.type</c>, if the convention defines one.</summary>
    public string? ApiType { get; init; }

    public FieldMap Request { get; }

    /// <summary>Its requests show whether they contain parts that cost tokens but are not text.</summary>
    public bool HasExtraFields { get; }

    /// <summary>Paths of a complete answer.</summary>
    public FieldMap Body { get; }

    /// <summary>Paths of one event of a streamed answer.</summary>
    public FieldMap Events { get; }

    /// <summary>Paths of a stream that is one array of events.</summary>
    public FieldMap Elements { get; }

    public StreamFraming Framing { get; }
    /// <summary>The headers of an answer that are read, by name; figures in them are used if the body has none.</summary>
    public Field[] Headers { get; }

    /// <summary>What the frames contain, if an answer is an AWS event stream.</summary>
    public FramePayload Frames { get; init; }

    public UsageRule Usage { get; }

    public Utf8Table<EventRule> EventRules { get; }

    public Utf8Table<ItemKind> ItemKinds { get; }

    /// <summary>The kind of a content part's text, by the part's type.</summary>
    public Utf8Table<TextKind> PartKinds { get; init; } = new([]);

    /// <summary>The meaning of finish reasons and of the status of an answer, in addition to <see cref="Wire.FinishKinds"/>.</summary>
    public Utf8Table<FinishKind> FinishKinds { get; init; } = new([]);

    /// <summary>The tiers for this format's values, if those differ from the tiers' names; null for a value to ignore.</summary>
    public Utf8Table<KnownName?> Tiers { get; init; } = new([]);

    /// <summary>A prefix of model names in this format's payloads that is not part of the name.</summary>
    public byte[] ModelPrefix { get; init; } = [];

    /// <summary>Item types with this suffix are calls that the provider runs itself, unless <see cref="ItemKinds"/> lists them.</summary>
    public byte[]? HostedCallSuffix { get; init; }

    /// <summary>The kind of an item of this type: from the table, or else by the suffix of the provider's own tools.</summary>
    public ItemKind ItemKindOf(ReadOnlySpan<byte> type) =>
        ItemKinds.TryGet(type, out var kind) ? kind
        : HostedCallSuffix is { } suffix && type.Length > suffix.Length && type.EndsWith(suffix) ? ItemKind.HostedToolCall
        : ItemKind.None;

    /// <summary>The tools that hosted calls run, by their types and names.</summary>
    public Utf8Table<HostedTool> HostedTools { get; init; } = new([]);

    /// <summary>Status values of an answer that is still being generated, so that its usage comes later.</summary>
    public Utf8Table<bool> PendingStatuses { get; init; } = new([]);

    /// <summary>Each event of a stream may contain all the text so far.</summary>
    public bool TextIsCumulative { get; init; }

    /// <summary>The event with the usage is the last, and nothing else marks the end.</summary>
    public bool UsageEndsStream { get; init; }

    /// <summary>The answer need not be JSON: it ends with the body (speech, subtitles).</summary>
    public bool AllowsOpaqueBody { get; init; }

    /// <summary>The message overhead, by model; null if it is not known.</summary>
    public FrameTable? MessageFrames { get; init; }

    /// <summary>Text outside of messages counts as a message too.</summary>
    public bool LooseTextIsMessage { get; init; }

    /// <summary>How the provider counts the tokens of such a request; null if it does not.</summary>
    public CountApi? CountApi { get; init; }

    /// <summary>Streams of this format contain usage only if the request asks for it.</summary>
    public bool SendsUsageOnRequest { get; init; }

    /// <summary>Answers of this format normally contain usage; one without is reported as missing.</summary>
    public bool ReportsUsage { get; init; } = true;

    /// <summary>The figure of each slot; within a group, earlier slots take precedence.</summary>
    public Figure[] FigureOfSlot { get; }

    /// <summary>The other slots of the same figure in a slot's group: alternative names.</summary>
    public ulong[] AlternativesOfSlot { get; }

    /// <summary>The slots of each group, the preferred group first.</summary>
    public ulong[] GroupMasks { get; }

    /// <summary>The slots of named figures, list by list.</summary>
    public Utf8Table<byte>[] NamedSlots { get; }

    /// <summary>The group that a slot belongs to.</summary>
    public ulong GroupOf(int slot)
    {
        foreach (var mask in GroupMasks)
        {
            if ((mask >> slot & 1) != 0)
            {
                return mask;
            }
        }

        return 0;
    }

    private static Field OfElement(Field field) =>
        field with { Path = field.Path[0] == '[' ? FieldPath.EveryElement + field.Path : $"{FieldPath.EveryElement}.{field.Path}" };

    private static IEnumerable<Field> Pass(string list, IEnumerable<(Figure Figure, string Member)> members) =>
    [
        new(list, FieldAction.PassList),
        new($"{list}[*]", FieldAction.Pass),
        new($"{list}[*].model", FieldAction.PassModel),
        .. members.Select(member => new Field($"{list}[*].{member.Member}", FieldAction.PassFigure, (byte)member.Figure)),
    ];

    private ulong Alternatives(int slot)
    {
        ulong mates = 0;
        for (var rest = GroupOf(slot) & ~(1UL << slot); rest != 0; rest &= rest - 1)
        {
            var other = System.Numerics.BitOperations.TrailingZeroCount(rest);
            mates |= FigureOfSlot[other] == FigureOfSlot[slot] ? 1UL << other : 0;
        }

        return mates;
    }

    private IEnumerable<Field> Figures(IEnumerable<FigureGroup> groups)
    {
        foreach (var group in groups)
        {
            var (first, firstList) = Place(group);
            foreach (var path in group.Paths)
            {
                // At the root the whole answer is the group, and does not replace figures.
                var prefix = path.Length == 0 ? "" : path + ".";
                if (path.Length > 0)
                {
                    yield return new Field(path, FieldAction.FigureGroup, (byte)first);
                }

                for (var i = 0; i < group.Members.Length; i++)
                {
                    yield return new Field(prefix + group.Members[i].Member, FieldAction.Figure, (byte)(first + i));
                }

                foreach (var field in group.Passes is { } passes ? Pass(prefix + passes, group.Members) : [])
                {
                    yield return field;
                }

                for (var i = 0; i < group.Named.Length; i++)
                {
                    var (list, number) = (group.Named[i], (byte)(firstList + i));
                    yield return new Field($"{prefix}{list.List}[*]", FieldAction.NamedFigure);
                    yield return new Field($"{prefix}{list.List}[*].{list.Name}", FieldAction.FigureName, number);
                    yield return new Field($"{prefix}{list.List}[*].{list.Amount}", FieldAction.FigureAmount);
                }
            }
        }
    }

    /// <summary>The first slot and the first list of a group. A group that complete answers and events have in common uses the same slots.</summary>
    private (int First, int FirstList) Place(FigureGroup group)
    {
        foreach (var placed in _placed)
        {
            if (ReferenceEquals(placed.Group, group))
            {
                return (placed.First, placed.FirstList);
            }
        }

        var (first, firstList) = (_figures.Count, _namedSlots.Count);
        _figures.AddRange(group.Members.Select(member => member.Figure));
        foreach (var list in group.Named)
        {
            // Names of the same figure share its slot.
            Figure[] figures = [.. list.Figures.Select(row => row.Figure).Distinct()];
            _namedSlots.Add(new Utf8Table<byte>(list.Figures.Select(row => (row.Word, (byte)(_figures.Count + Array.IndexOf(figures, row.Figure))))));
            _figures.AddRange(figures);
        }

        if (_figures.Count > MaxSlots)
        {
            throw new ArgumentException($"The format '{Name}' names more than {MaxSlots} usage figures.", nameof(group));
        }

        var upTo = _figures.Count == MaxSlots ? ulong.MaxValue : (1UL << _figures.Count) - 1;
        _groups.Add(upTo & ~((1UL << first) - 1));
        _placed.Add((group, first, firstList));
        return (first, firstList);
    }
}
