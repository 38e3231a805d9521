namespace LlmHttpMetrics.Pricing;

/// <summary>
/// Caches the prices of recent models, so that a call does not search the tables. Of fixed size; models with the same slot replace each other.
/// </summary>
internal sealed class PriceCache
{
    private const int Slots = 512;

    private readonly RecentPrice?[] _entries = new RecentPrice?[Slots];
    private RecentPrice? _last;

    /// <summary>The cached price of a model, for whatever time; null if there is none.</summary>
    public RecentPrice? Find(in PricedModel model)
    {
        // Most calls of a service are to one model, so its name need not be hashed.
        var recent = Volatile.Read(ref _last);
        return recent is not null && recent.IsOf(model) ? recent : FindPlace(model);
    }

    public void Keep(in PricedModel model, Validity span, FoundPrice? price)
    {
        var found = new RecentPrice(model.Provider, model.RequestModel, model.ResponseModel, span, price);
        Volatile.Write(ref _entries[Slot(model)], found);

        // The last one is compared first: if it were for the same model at another time, every call would search the tables again.
        Volatile.Write(ref _last, found);
    }

    private RecentPrice? FindPlace(in PricedModel model)
    {
        var recent = Volatile.Read(ref _entries[Slot(model)]);
        if (recent is null || !recent.IsOf(model))
        {
            return null;
        }

        Volatile.Write(ref _last, recent);
        return recent;
    }

    private static int Slot(in PricedModel model) =>
        (int)((uint)(((Hash(model.ResponseModel) * 31) + Hash(model.RequestModel)) * 31 + Hash(model.Provider)) % Slots);

    private static int Hash(string? name) => name?.GetHashCode(StringComparison.Ordinal) ?? 0;
}
