namespace LlmHttpMetrics.Pricing;

/// <summary>Remembers what recent models cost, so that a call looks through no table. Of fixed size; models that share a place replace each other.</summary>
internal sealed class PriceCache
{
    private const int Slots = 512;

    private readonly Entry?[] _entries = new Entry?[Slots];
    private Entry? _last;

    public bool TryGet(in PricedModel model, out FoundPrice? price)
    {
        // Most calls of a service are to one model, and its name need not be hashed then.
        var entry = Volatile.Read(ref _last);
        if (entry is null || !entry.IsOf(model))
        {
            entry = Volatile.Read(ref _entries[Slot(model)]);
            if (entry is null || !entry.IsOf(model))
            {
                price = null;
                return false;
            }

            Volatile.Write(ref _last, entry);
        }

        price = entry.Price;
        return true;
    }

    public void Keep(in PricedModel model, Validity span, FoundPrice? price) =>
        Volatile.Write(ref _entries[Slot(model)], new Entry(model.Provider, model.RequestModel, model.ResponseModel, span, price));

    private static int Slot(in PricedModel model) => (int)((uint)(((Hash(model.ResponseModel) * 31) + Hash(model.RequestModel)) * 31 + Hash(model.Provider)) % Slots);

    private static int Hash(string? name) => name?.GetHashCode(StringComparison.Ordinal) ?? 0;

    private sealed record Entry(string Provider, string? RequestModel, string? ResponseModel, Validity Span, FoundPrice? Price)
    {
        public bool IsOf(in PricedModel model) =>
            ResponseModel == model.ResponseModel && RequestModel == model.RequestModel && Provider == model.Provider && Span.Holds(model.At);
    }
}
