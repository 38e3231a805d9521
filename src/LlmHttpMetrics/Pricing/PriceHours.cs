using System.Globalization;

namespace LlmHttpMetrics.Pricing;

/// <summary>The hours of the week, in UTC, at which a price is valid: <c>Mon-Fri 01:00-04:00, 06:00-10:00</c>.</summary>
internal sealed class PriceHours
{
    /// <summary>The allowed form of hours.</summary>
    public const string Allowed = "hours in UTC such as Mon-Fri 01:00-04:00, 06:00-10:00, the days optional";

    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    private readonly int _days;
    private readonly (long From, long Until)[] _spans;

    private PriceHours(int days, (long, long)[] spans)
    {
        _days = days;
        _spans = spans;
    }

    /// <summary>Parses hours; null if they are invalid.</summary>
    public static PriceHours? Parse(string text)
    {
        text = text.Trim();
        var days = AllDays;
        if (text.Length > 0 && char.IsLetter(text[0]))
        {
            var end = text.IndexOf(' ', StringComparison.Ordinal);
            days = end < 0 ? 0 : DaysOf(text[..end]);
            text = end < 0 ? "" : text[(end + 1)..];
        }

        List<(long, long)> spans = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0 || TimeOf(part[..dash]) is not { } from || TimeOf(part[(dash + 1)..]) is not { } until || from >= until)
            {
                return null;
            }

            spans.Add((from, until));
        }

        return days == 0 ? null : new PriceHours(days, [.. spans]);
    }

    /// <summary>Whether the price is valid at this tick.</summary>
    public bool Holds(long tick)
    {
        if ((_days >> (int)new DateTime(tick, DateTimeKind.Utc).DayOfWeek & 1) == 0)
        {
            return false;
        }

        var ofDay = tick % TimeSpan.TicksPerDay;
        return Array.Exists(_spans, span => ofDay >= span.From && ofDay < span.Until);
    }

    /// <summary>Narrows a span to the time in which the answer does not change.</summary>
    public void Narrow(ref Validity span, long at)
    {
        var day = at - (at % TimeSpan.TicksPerDay);
        span.Narrow(day, at);
        span.Narrow(day + TimeSpan.TicksPerDay, at);
        foreach (var (from, until) in _spans)
        {
            span.Narrow(day + from, at);
            span.Narrow(day + until, at);
        }
    }

    private const int AllDays = 0x7f;

    /// <summary>A day, or a range of days; 0 if it is invalid.</summary>
    private static int DaysOf(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (from, to) = (DayOf(dash < 0 ? text : text[..dash]), DayOf(dash < 0 ? text : text[(dash + 1)..]));
        if (from < 0 || to < 0)
        {
            return 0;
        }

        var days = 1 << from;
        for (var day = from; day != to; days |= 1 << day)
        {
            day = (day + 1) % Days.Length;
        }

        return days;
    }

    private static int DayOf(string name) => Array.FindIndex(Days, day => day.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static long? TimeOf(string text) =>
        text == "24:00" ? TimeSpan.TicksPerDay
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Ticks
        : null;
}
