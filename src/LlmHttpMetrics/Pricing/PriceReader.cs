using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Pricing;

/// <summary>Reads a price table, and reports every error with its line. Comments and trailing commas are allowed.</summary>
internal ref struct PriceReader
{
    private const int Version = 1;

    private static readonly string[] Root = ["version", "date", "prices"];
    private static readonly string[] OfRates = [.. RateKind.All.Select(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.Name))];
    private static readonly string[] OfContext = ["inputTokens", .. OfRates];
    private static readonly string[] OfTier = [.. OfRates, "above"];
    private static readonly string[] OfPrice = 
    [
        "provider", "model", "currency", "per", .. OfTier, "serviceTiers", "speeds", "regions", "tools", "from", "until", "hours", "source", "note",
    ];

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly string _file;
    private readonly PriceErrors _errors;
    private readonly List<PlacedPrice> _prices = [];
    private Utf8JsonReader _json;
    private PricePlaces _places;
    private long _counted;
    private int _line = 1;
    private bool _isFaulty;

    private PriceReader(ReadOnlySpan<byte> utf8, string file, PriceErrors errors)
    {
        _utf8 = utf8;
        _file = file;
        _errors = errors;
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        _places = new PricePlaces(file, line: 1);
    }

    /// <summary>Reads the table; errors are added to the list.</summary>
    /// <param name="utf8">The file.</param>
    /// <param name="file">Its name, for the errors.</param>
    /// <param name="errors">Receives the errors.</param>
    public static PriceDocument Read(ReadOnlySpan<byte> utf8, string file, PriceErrors errors)
    {
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        var reader = new PriceReader(utf8, file, errors);
        DateOnly? date = null;
        try
        {
            date = reader.ReadRoot();
            while (reader._json.Read())
            {
                // Content after the root is an error of the JSON itself.
            }
        }
        catch (JsonException e)
        {
            errors.Add($"{file}, line {e.LineNumber + 1}: this is not valid JSON; {e.Message}");
        }
        catch (InvalidOperationException)
        {
            errors.Add($"{file}, line {reader.Line()}: a string is not valid UTF-8.");
        }

        PriceCheck.Check(reader._prices, errors);
        return new PriceDocument(date, reader._prices);
    }

    private DateOnly? ReadRoot()
    {
        DateOnly? date = null;
        var hasPrices = false;
        _json.Read();
        if (!IsObject("the file"))
        {
            return null;
        }

        HashSet<string> seen = [];
        while (NextMember(seen, "", Root, out var name))
        {
            switch (name)
            {
                case "version" when _json.TokenType != JsonTokenType.Number || !_json.TryGetInt32(out var version) || version != Version:
                    Refuse(name, $"{Version}");
                    break;
                case "version":
                    break;
                case "date":
                    date = Day(name);
                    break;
                default:
                    hasPrices = true;
                    ReadPrices();
                    break;
            }
        }

        if (!hasPrices)
        {
            _errors.Add($"{_file}, line {Line()}: prices is missing; a list of prices is required.");
        }

        return date;
    }

    private void ReadPrices()
    {
        if (!IsArray("prices"))
        {
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            _places = new PricePlaces(_file, Line());
            _isFaulty = false;
            if (IsObject("a price"))
            {
                var price = ReadPrice();
                if (!_isFaulty)
                {
                    _prices.Add(new PlacedPrice(price, _places.Of));
                }
            }
        }
    }

    private LlmPrice ReadPrice()
    {
        LlmPrice price = new();
        HashSet<string> seen = [];
        while (NextMember(seen, "", OfPrice, out var name))
        {
            switch (name)
            {
                case "provider": price.Provider = Text(name); break;
                case "model": price.Model = Text(name); break;
                case "currency": price.Currency = Text(name); break;
                case "source": price.Source = Text(name); break;
                case "note": price.Note = Text(name); break;
                case "per": price.Per = (int)Math.Min(Integer(name), int.MaxValue); break;
                case "from": price.From = Day(name); break;
                case "until": price.Until = Day(name); break;
                case "hours": price.Hours = Text(name); break;
                case "above": ReadAbove(price.Above, ""); break;
                case "serviceTiers": ReadTiers(name, price.ServiceTiers); break;
                case "speeds": ReadTiers(name, price.Speeds); break;
                case "regions": ReadNumbers(name, price.Regions); break;
                case "tools": ReadNumbers(name, price.Tools); break;
                default: SetRate(price, name, ""); break;
            }
        }

        return price;
    }

    private void ReadTiers(string list, IDictionary<string, LlmTierRates> tiers)
    {
        if (!IsObject(list))
        {
            return;
        }

        // Tiers are compared without regard to letter case, so "Flex" and "flex" would be two prices of one tier.
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        while (NextMember(seen, list + ".", allowed: null, out var tier))
        {
            LlmTierRates rates = new();
            var prefix = $"{list}.{tier}.";
            if (!IsObject(prefix[..^1]))
            {
                continue;
            }

            tiers[tier] = rates;
            HashSet<string> seenOfTier = [];
            while (NextMember(seenOfTier, prefix, OfTier, out var name))
            {
                if (name == "above")
                {
                    ReadAbove(rates.Above, prefix);
                }
                else
                {
                    SetRate(rates, name, prefix);
                }
            }
        }
    }

    private void ReadNumbers(string list, IDictionary<string, decimal> numbers)
    {
        if (!IsObject(list))
        {
            return;
        }

        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        while (NextMember(seen, list + ".", allowed: null, out var name))
        {
            if (Number($"{list}.{name}") is { } number)
            {
                numbers[name] = number;
            }
        }
    }

    private void ReadAbove(IList<LlmContextRates> above, string prefix)
    {
        if (!IsArray(prefix + "above"))
        {
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            LlmContextRates rates = new();
            var inner = $"{prefix}above[{above.Count}].";
            _places.Note(inner + "inputTokens", Line());
            if (!IsObject(inner[..^1]))
            {
                continue;
            }

            above.Add(rates);
            HashSet<string> seen = [];
            while (NextMember(seen, inner, OfContext, out var name))
            {
                if (name == "inputTokens")
                {
                    rates.InputTokens = Integer(inner + name);
                }
                else
                {
                    SetRate(rates, name, inner);
                }
            }
        }
    }

    /// <summary>Moves to the next allowed member and to its value.</summary>
    private bool NextMember(HashSet<string> seen, string prefix, string[]? allowed, out string name)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            name = _json.GetString()!;
            var line = Line();
            _places.Note(prefix + name, line);
            _json.Read();
            if (allowed is not null && !allowed.Contains(name))
            {
                Fault($"{_file}, line {line}: {prefix}{name} is not a known field; allowed are {string.Join(", ", allowed)}.");
            }
            else if (!seen.Add(name))
            {
                var spelling = seen.TryGetValue(name, out var other) && other != name ? $", also as {other}" : "";
                Fault($"{_file}, line {line}: {prefix}{name} occurs twice{spelling}; allowed is once.");
            }
            else
            {
                return true;
            }

            _json.Skip();
        }

        name = "";
        return false;
    }

    private void SetRate(LlmRates rates, string name, string prefix)
    {
        if (Number(prefix + name) is { } rate)
        {
            RateKind.Named(name)!.Set(rates, rate);
        }
    }

    private decimal? Number(string name)
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetDecimal(out var number))
        {
            return number;
        }

        Refuse(name, "a number");
        return null;
    }

    private string Text(string name)
    {
        if (_json.TokenType == JsonTokenType.String)
        {
            return _json.GetString()!;
        }

        Refuse(name, "a string");
        return "";
    }

    private long Integer(string name)
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var number))
        {
            return number;
        }

        Refuse(name, "an integer");
        return 0;
    }

    private DateOnly? Day(string name)
    {
        if (_json.TokenType == JsonTokenType.String
            && DateOnly.TryParseExact(_json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Refuse(name, "a day such as 2026-01-31");
        return null;
    }

    private bool IsObject(string name) => Is(JsonTokenType.StartObject, name, "an object");

    private bool IsArray(string name) => Is(JsonTokenType.StartArray, name, "a list");

    private bool Is(JsonTokenType type, string name, string allowed)
    {
        if (_json.TokenType == type)
        {
            return true;
        }

        Refuse(name, allowed);
        return false;
    }

    /// <summary>Reports that the value is invalid, and skips it.</summary>
    private void Refuse(string name, string allowed)
    {
        var value = _json.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"'{_json.GetString()}'",
            _ => Encoding.UTF8.GetString(_json.ValueSpan),
        };
        Fault($"{_file}, line {Line()}: {name} is {value}; allowed is {allowed}.");
        _json.Skip();
    }

    private void Fault(string error)
    {
        _isFaulty = true;
        _errors.Add(error);
    }

    /// <summary>The line on which the token begins, from 1.</summary>
    private int Line()
    {
        _line += _utf8[(int)_counted..(int)_json.TokenStartIndex].Count((byte)'\n');
        _counted = _json.TokenStartIndex;
        return _line;
    }
}
