namespace LlmHttpMetrics.Pricing;

/// <summary>Validates the pricing options.</summary>
internal static class PricingSettings
{
    private const string Section = "Pricing";

    public static void Check(LlmPricingOptions options, List<string> errors)
    {
        PriceErrors found = new();
        PriceCheck.Check([.. options.Prices.Select((price, i) => new PlacedPrice(price, Place(price, i)))], found);
        errors.AddRange(found.All);
        foreach (var (deployment, model) in options.Deployments)
        {
            if (string.IsNullOrWhiteSpace(deployment) || string.IsNullOrWhiteSpace(model))
            {
                errors.Add($"{Section}:{nameof(options.Deployments)}:{deployment} is '{model}'; the name of a model is required.");
            }
        }

        CheckFile(options.File, errors);
    }

    private static void CheckFile(string? file, List<string> errors)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            PriceFile.Load(Path.GetFullPath(file), out _);
        }
        catch (PriceFormatException e)
        {
            errors.AddRange(e.Errors.Select(error => $"{Section}:{nameof(LlmPricingOptions.File)} is refused: {error}"));
        }
        catch (ArgumentException)
        {
            errors.Add($"{Section}:{nameof(LlmPricingOptions.File)} is '{file}'; the path of a file is required.");
        }
    }

    private static Func<string, string> Place(LlmPrice price, int index) =>
        name => $"{price.Setting ?? $"{Section}:{nameof(LlmPricingOptions.Prices)}:{index}"}:{name}";
}
