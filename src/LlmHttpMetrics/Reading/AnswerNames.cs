using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The names in an answer: its id, its model, and how it was served.</summary>
internal sealed class AnswerNames
{
    private readonly RecentNames _names = new((int)FieldAction.Count);
    private readonly byte[] _id = new byte[JsonScanner.MaxValueLength];
    private WireFormat _format = null!;
    private int _idLength;
    private KnownName? _serviceTier;
    private KnownName? _speed;
    private KnownName? _region;
    private KnownName? _fingerprint;

    /// <summary>The model that answered.</summary>
    public string? Model => ModelName?.Text;

    /// <inheritdoc cref="Model"/>
    public KnownName? ModelName { get; private set; }

    public string? ServiceTier => _serviceTier?.Text;

    public string? Fingerprint => _fingerprint?.Text;

    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>How the answer was served, as far as its price depends on it.</summary>
    public ServedAs Served => new(_serviceTier?.Text, _speed?.Text, _region?.Text);

    public void Begin(WireFormat format)
    {
        _format = format;
        _names.Begin();
        _idLength = 0;
        ModelName = _serviceTier = _speed = _region = _fingerprint = null;
    }

    /// <summary>The name that a field has.</summary>
    public KnownName Of(FieldAction action, ReadOnlySpan<byte> value) => _names.Of((int)action, value);

    public void SetModel(ReadOnlySpan<byte> name) => ModelName ??= Of(FieldAction.Model, name);

    public void SetSpeed(ReadOnlySpan<byte> name) => _speed = Of(FieldAction.Speed, name);

    public void SetRegion(ReadOnlySpan<byte> name) => _region = Of(FieldAction.Region, name);

    public void SetFingerprint(ReadOnlySpan<byte> name) => _fingerprint ??= Of(FieldAction.Fingerprint, name);

    /// <summary>Sets the id of the answer.</summary>
    /// <param name="value">The id.</param>
    /// <param name="replaces">Whether it replaces an earlier one.</param>
    public void SetId(ReadOnlySpan<byte> value, bool replaces)
    {
        if (_idLength == 0 || replaces)
        {
            value.CopyTo(_id);
            _idLength = value.Length;
        }
    }

    /// <summary>The tier by its own name. Vertex AI reports it in two members, one of which may be the standard tier.</summary>
    public void SetServiceTier(bool yields, ReadOnlySpan<byte> word)
    {
        var tier = _format.Tiers.TryGet(word, out var known) ? known : Of(FieldAction.ServiceTier, word);
        if (tier is not null && !(yields && _serviceTier is not null && tier.Text == ServiceTiers.Standard))
        {
            _serviceTier = tier;
        }
    }
}
