using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace LlmHttpMetrics.Tests.Events.Lines;

/// <summary>Whatever an event or an amendment holds comes back from its line.</summary>
public sealed class RoundTripTests
{
    [Test]
    public void Event_OfAnyValues_ComesBackEqual() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var written = new AnyEvent(seed).Make<LlmEvent>();
            ArrayBufferWriter<byte> line = new();
            LlmEventJson.Write(line, written);
            AssertIsOneObject(line.WrittenSpan);

            Assert.That(LlmEventJson.TryRead(line.WrittenSpan, out var read), Is.True, Encoding.UTF8.GetString(line.WrittenSpan));
            Assert.That(LlmEventJson.TryReadAmendment(line.WrittenSpan, out _), Is.False);
            Assert.That(EventComparison.Differences(Normal(written), read), Is.Empty, Encoding.UTF8.GetString(line.WrittenSpan));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Amendment_OfAnyValues_ComesBackEqual() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var written = new AnyEvent(seed).Make<LlmEventAmendment>();
            ArrayBufferWriter<byte> line = new();
            LlmEventJson.Write(line, written);
            AssertIsOneObject(line.WrittenSpan);

            Assert.That(LlmEventJson.TryReadAmendment(line.WrittenSpan, out var read), Is.True, Encoding.UTF8.GetString(line.WrittenSpan));
            Assert.That(LlmEventJson.TryRead(line.WrittenSpan, out _), Is.False, "It is no event.");
            Assert.That(EventComparison.Differences(written, read), Is.Empty, Encoding.UTF8.GetString(line.WrittenSpan));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Amendment_OnItsEventBeforeAndAfterTheLines_IsTheSame() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            AnyEvent any = new(seed);
            var (callEvent, amendment) = (any.Make<LlmEvent>(), any.Make<LlmEventAmendment>());
            amendment = amendment with { EventId = callEvent.Id };
            var (readEvent, readAmendment) = (Read(callEvent), Read(amendment));
            amendment.ApplyTo(callEvent);
            readAmendment.ApplyTo(readEvent);

            Assert.That(EventComparison.Differences(Normal(callEvent), readEvent), Is.Empty);
        }).QuickCheckThrowOnFailure();

    /// <summary>A scope that says nothing is none: nothing of it is in the line.</summary>
    private static LlmEvent Normal(LlmEvent e)
    {
        e.SetCall(e.Call is { } call && EventComparison.Differences(call, new LlmCallInfo()).Any() ? call : null);
        return e;
    }

    private static void AssertIsOneObject(ReadOnlySpan<byte> line)
    {
        Assert.That(line.ContainsAny("\r\n"u8), Is.False);
        using var document = JsonDocument.Parse(line.ToArray());
        Assert.That(document.RootElement.EnumerateObject().Select(member => member.Name), Is.Unique);
    }

    private static LlmEvent Read(LlmEvent callEvent)
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, callEvent);
        return LlmEventJson.TryRead(line.WrittenSpan, out var read) ? read : throw new InvalidDataException();
    }

    private static LlmEventAmendment Read(LlmEventAmendment amendment)
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, amendment);
        return LlmEventJson.TryReadAmendment(line.WrittenSpan, out var read) ? read : throw new InvalidDataException();
    }
}
