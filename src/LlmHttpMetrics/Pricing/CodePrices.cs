using LlmHttpMetrics.Diagnostics.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Pricing;

/// <summary>The prices of a user's code, read again when the code signals a change.</summary>
internal sealed class CodePrices : IPriceLayer, IDisposable
{
    private readonly IPriceSource _source;
    private readonly ILogger _logger;
    private readonly IDisposable _subscription;
    private PriceTable _table = new("", []);

    public CodePrices(IPriceSource source, ILogger logger, BackgroundWork background)
    {
        _source = source;
        _logger = logger;
        Load();
        _subscription = background.OnChange(NextChange, Load);
    }

    public PriceTable Table => Volatile.Read(ref _table);

    public void Dispose() => _subscription.Dispose();

    private IChangeToken? NextChange()
    {
        try
        {
            return _source.GetChangeToken();
        }
        catch (Exception e)
        {
            Log.PricesRefused(_logger, _source.GetType().Name, e.Message);
            return null;
        }
    }

    private void Load()
    {
        var name = _source.GetType().Name;
        try
        {
            name = _source.Name;
            var prices = _source.GetPrices().ToArray();
            PriceErrors errors = new();
            PriceCheck.Check([.. prices.Select((price, i) => new PlacedPrice(price, setting => $"Price {i + 1} of {name}: {setting}"))], errors);
            if (errors.Any)
            {
                throw new PriceFormatException(errors);
            }

            Volatile.Write(ref _table, new PriceTable(name, prices));
        }
        catch (Exception e)
        {
            Log.PricesRefused(_logger, name, e.Message);
        }
    }
}
