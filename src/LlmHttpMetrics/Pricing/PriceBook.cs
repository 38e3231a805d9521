using System.Collections.Frozen;

namespace LlmHttpMetrics.Pricing;

/// <summary>
/// Finds the price of a call: the first of its layers with a price decides. In a layer, the model that the requested name is mapped to comes
/// first, then the model that answered, which was the one served, then the requested model.
/// </summary>
internal sealed class PriceBook(IPriceLayer[] layers, IEnumerable<KeyValuePair<string, string>> deployments, MissingPrices missing)
{
    private readonly FrozenDictionary<string, string> _deployments = deployments.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private readonly bool _mayChange = Array.Exists(layers, layer => layer is not FixedPrices);
    private Edition _edition = new([.. layers.Select(layer => layer.Table)]);

    /// <summary>The cost of usage; null, and logged as missing, if there is no price for tokens that are known.</summary>
    public (Cost? Cost, bool IsMissing) Price(in PricedModel model, Usage usage)
    {
        if (Find(model) is { } price
            && (usage.Passes is null ? CostOfUsage.TryPrice(usage, price, out var cost) : CostOfPasses.TryPrice(this, model, usage, price, out cost)))
        {
            return (cost, false);
        }

        if (usage.HasTokens)
        {
            missing.Report(model.Provider, model.ResponseModel ?? model.RequestModel);
        }

        return (null, usage.HasTokens);
    }

    /// <summary>The price of a call; null if there is none.</summary>
    public FoundPrice? Find(in PricedModel model)
    {
        var edition = Current();
        if (edition.Cache.Find(model) is { } recent && recent.Span.Holds(model.At))
        {
            return recent.Price;
        }

        var span = Validity.Ever;
        var price = Find(edition.Tables, model, ref span);
        edition.Cache.Keep(model, span, price);
        return price;
    }

    private FoundPrice? Find(PriceTable[] tables, in PricedModel model, ref Validity span)
    {
        var mapped = model.RequestModel is { } name && _deployments.TryGetValue(name, out var deployed) ? deployed : null;
        var vendorModel = model.RequestModel is { } requested ? VendorNames.Find(model.Provider, requested) : null;
        var isOfAnotherVendor = model is { RequestModel: { } own, ResponseModel: { } other }
            && !own.Contains('/', StringComparison.Ordinal) && VendorNames.IsOfAnother(model.Provider, other);
        foreach (var table in tables)
        {
            if (Find(table, tables, model.Provider, mapped, model.At, ref span) is { } known)
            {
                return known;
            }

            // A gateway that is vendorModel for openai/gpt-5 may answer with the vendor's own model name.
            if ((Find(table, tables, model.Provider, model.ResponseModel, model.At, ref span)
                ?? (vendorModel is { } vendor ? Find(table, tables, vendor.Provider, model.ResponseModel, model.At, ref span) : null)) is { } served)
            {
                return served;
            }

            if (isOfAnotherVendor)
            {
                continue;
            }

            if (Find(table, tables, model.Provider, model.RequestModel, model.At, ref span) is { } price)
            {
                var isOfAnother = model.ResponseModel is { } answered
                    && !IsNamed(answered, model.RequestModel!) && !IsNamed(answered, vendorModel?.Model);
                return price with { IsOfAnother = isOfAnother };
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a name is the name of a model or of one of its versions, or is contained in a cloud's name of it
    /// (us.anthropic.claude-opus-4-20250514-v1:0).
    /// </summary>
    private static bool IsNamed(string name, string? model)
    {
        if (model is null || name.StartsWith(model, StringComparison.OrdinalIgnoreCase))
        {
            return model is not null;
        }

        var at = model.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at > 0 && model[at - 1] is '.' or '/' && IsVersion(model.AsSpan(at + name.Length));
    }

    private static bool IsVersion(ReadOnlySpan<char> end) =>
        end.IsEmpty || end[0] is ':' or '@' || (end.Length > 2 && end.StartsWith("-v", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(end[2]));

    /// <summary>The fees of hosted tools: for each tool, those of the first table that has any.</summary>
    private static ToolFees? Fees(PriceTable[] tables, string provider, string name, PriceRow row, long at, ref Validity span)
    {
        ToolFees? fees = null;
        var vendors = VendorNames.Find(provider, name);
        foreach (var table in tables)
        {
            var ofTable = table.Fees(provider, name, row.Currency, at, ref span)
                ?? (vendors is { } known ? table.Fees(known.Provider, known.Model, row.Currency, at, ref span) : null);
            if (ofTable is { } more)
            {
                fees = fees?.Over(more) ?? more;
            }
        }

        return fees;
    }

    private static FoundPrice? Find(PriceTable table, PriceTable[] tables, string provider, string? name, long at, ref Validity span)
    {
        if (name is null)
        {
            return null;
        }

        var row = table.Find(provider, name, at, ref span)
            ?? (VendorNames.Find(provider, name) is { } known ? table.Find(known.Provider, known.Model, at, ref span) : null);
        return row is null ? null : new FoundPrice(row, table) { Tools = Fees(tables, provider, name, row, at, ref span) };
    }

    private Edition Current() => _mayChange ? Look() : _edition;

    /// <summary>The current tables; prices that were cached for earlier ones are discarded with them.</summary>
    private Edition Look()
    {
        var edition = Volatile.Read(ref _edition);
        for (var i = 0; i < layers.Length; i++)
        {
            if (!ReferenceEquals(layers[i].Table, edition.Tables[i]))
            {
                edition = new Edition([.. layers.Select(layer => layer.Table)]);
                Volatile.Write(ref _edition, edition);
                break;
            }
        }

        return edition;
    }

    private sealed record Edition(PriceTable[] Tables)
    {
        public PriceCache Cache { get; } = new();
    }
}
