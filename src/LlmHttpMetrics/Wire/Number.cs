using System.Buffers.Text;

namespace LlmHttpMetrics.Wire;

/// <summary>Reads figures in the forms that providers send: integers, integers with a fraction of zero, digits in quotes.</summary>
internal static class Number
{
    /// <summary>A larger figure is not accepted as a token count.</summary>
    private const long MaxFigure = 1_000_000_000_000;

    /// <summary>A larger amount is not accepted as the cost of a call.</summary>
    private const decimal MaxAmount = 1_000_000_000;

    public static bool TryReadFigure(ReadOnlySpan<byte> value, out long figure)
    {
        if (!Utf8Parser.TryParse(value, out figure, out var used) || used != value.Length)
        {
            if (!Utf8Parser.TryParse(value, out double number, out used) || used != value.Length
                || number != Math.Floor(number) || Math.Abs(number) > MaxFigure)
            {
                return false;
            }

            figure = (long)number;
        }

        return figure is >= 0 and <= MaxFigure;
    }

    public static bool TryReadDouble(ReadOnlySpan<byte> value, out double number)
    {
        // Most parameters are integers, and reading those is several times faster.
        if (Utf8Parser.TryParse(value, out int integer, out var used) && used == value.Length)
        {
            number = integer;
            return true;
        }

        return Utf8Parser.TryParse(value, out number, out used) && used == value.Length && double.IsFinite(number);
    }

    /// <summary>Reads an amount of money exactly.</summary>
    public static bool TryReadAmount(ReadOnlySpan<byte> value, out decimal amount) =>
        Utf8Parser.TryParse(value, out amount, out var used) && used == value.Length && amount is >= 0 and <= MaxAmount;

    /// <summary>True for codes such as <c>"404"</c> or <c>-1</c>, which are not names.</summary>
    public static bool IsNumeric(ReadOnlySpan<byte> value) => Utf8Parser.TryParse(value, out double _, out var used) && used == value.Length;
}
