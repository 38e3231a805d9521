using FsCheck;
using FsCheck.Fluent;

namespace LlmHttpMetrics.Tests.Events.Lines;

/// <summary>Lines of which bytes have been changed are read, or are not, and never throw.</summary>
internal static class Mangling
{
    public static Property OfLine(byte[] line) => Prop.ForAll(
        Gen.Choose(0, line.Length - 1).Zip(Gen.Choose(0, 255)).ListOf().Where(changes => changes.Count > 0).ToArbitrary(),
        changes =>
        {
            var mangled = line.ToArray();
            foreach (var (at, value) in changes)
            {
                mangled[at] = (byte)value;
            }

            _ = LlmEventJson.TryRead(mangled, out _);
            _ = LlmEventJson.TryReadAmendment(mangled, out _);
        });
}
