using System.Globalization;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Figures found, beside those that are right.</summary>
internal sealed class Checks
{
    private int _wrong;
    private int _right;

    public void Same(string what, double expected, double found) => Same(what, Word(expected), Word(found));

    public void Same(string what, string expected, string found)
    {
        var same = expected == found;
        _ = same ? _right++ : _wrong++;
        Console.WriteLine($"  {(same ? "ok   " : "WRONG")} {what}: {found}{(same ? "" : $" instead of {expected}")}");
    }

    public bool Report()
    {
        Console.WriteLine($"{_right} right, {_wrong} wrong");
        return _wrong == 0 && _right > 0;
    }

    private static string Word(double value) => value.ToString(CultureInfo.InvariantCulture);
}
