using System.Text;
using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>The headers of one frame, in one piece and in several.</summary>
public sealed class FrameHeadersTests
{
    private const byte TextType = 7;
    private const byte BytesType = 6;

    [Test]
    public void Headers_OfAnEvent_AreItsType()
    {
        byte[] bytes = [.. Header(":event-type", "chunk"), .. Header(":content-type", "application/json"), .. Header(":message-type", "event")];

        AssertRead(bytes, fails: false, type: "chunk");
    }

    [Test]
    public void Headers_OfAnException_AreItsType() =>
        AssertRead([.. Header(":exception-type", "throttling"), .. Header(":message-type", "exception")], fails: true, error: "throttling");

    [Test]
    public void Headers_OfAnError_AreItsCodeAndMessage()
    {
        byte[] bytes = [.. Header(":error-code", "Internal"), .. Header(":error-message", "No"), .. Header(":message-type", "error")];

        AssertRead(bytes, fails: true, error: "Internal", message: "No");
    }

    [Test]
    public void Header_OfBytes_IsReadLikeText() => AssertRead(Header(":event-type", "chunk", BytesType), fails: false, type: "chunk");

    [Test]
    public void Header_AfterOneOfAnotherType_IsRead([Range(0, 9)] int type)
    {
        int[] sizes = [0, 0, 1, 2, 4, 8, 2, 2, 8, 16];
        byte[] bytes = [1, (byte)'x', (byte)type, .. new byte[sizes[type]], .. Header(":event-type", "chunk")];

        AssertRead(bytes, fails: false, type: "chunk");
    }

    [Test]
    public void Header_AfterOneOfAnUnknownType_IsNotRead() => AssertRead([1, (byte)'x', 10, .. Header(":event-type", "chunk")], fails: false);

    [Test]
    public void Headers_CutAnywhere_AreThoseThatAreComplete()
    {
        var first = Header(":event-type", "chunk");
        byte[] bytes = [.. first, .. Header(":error-message", "No")];
        for (var length = 0; length < bytes.Length; length++)
        {
            AssertRead(bytes[..length], fails: false, type: length < first.Length ? "" : "chunk");
        }
    }

    [TestCase(0, "chunk")]
    [TestCase(1, "")]
    public void Headers_BeyondTheLimit_AreNotRead(int over, string type)
    {
        var last = Header(":event-type", "chunk");
        var padding = FrameHeaders.MaxLength - last.Length - Header("x", "").Length + over;
        byte[] bytes = [.. Header("x", new string('y', padding)), .. last, .. Header(":message-type", "error")];

        AssertRead(bytes, fails: false, type);
    }

    [Test]
    public void Header_WhoseNameEndsAtTheLimit_IsNotRead()
    {
        var first = Header(":event-type", "chunk");
        var padding = Header("x", new string('y', FrameHeaders.MaxLength - first.Length - Header("x", "").Length - 3));

        AssertRead([.. first, .. padding, .. Header("ab", "value")], fails: false, type: "chunk");
    }

    [Test]
    public void Header_WithoutAValue_IsRead() => AssertRead([.. Header(":event-type", "chunk"), .. Header(":event-type", "")], fails: false);

    [Test]
    public void Headers_OfSuccessiveFrames_ReplaceEachOther()
    {
        FrameHeaders headers = new();
        byte[] error = [.. Header(":error-code", "Internal"), .. Header(":error-message", "No"), .. Header(":message-type", "error")];
        foreach (var (bytes, fails, type, code) in new[]
        {
            (error, true, "", "Internal"), (error, true, "", "Internal"), (Header(":event-type", "a"), false, "a", ""),
            (Header(":event-type", "b"), false, "b", ""),
            (error, true, "", "Internal"), ([], false, "", ""),
        })
        {
            headers.Read(bytes);
            Assert.That(
                (headers.Fails, Text(headers.EventType), Text(headers.ErrorType), Text(headers.ErrorMessage)),
                Is.EqualTo((fails, type, code, fails ? "No" : "")));
        }
    }

    [Test]
    public void Headers_InSeveralPieces_AfterOthers_AreTheirOwn()
    {
        FrameHeaders headers = new();
        headers.Read([.. Header(":error-code", "Internal"), .. Header(":error-message", "No"), .. Header(":message-type", "error")]);
        headers.Begin();
        headers.Add(Header(":event-type", "chunk"));
        headers.Read();

        Assert.That(
            (headers.Fails, Text(headers.EventType), Text(headers.ErrorType), Text(headers.ErrorMessage)), Is.EqualTo((false, "chunk", "", "")));
    }

    private static void AssertRead(byte[] bytes, bool fails, string type = "", string error = "", string message = "")
    {
        FrameHeaders whole = new();
        whole.Read(bytes);
        FrameHeaders pieces = new();
        pieces.Begin();
        foreach (var b in bytes)
        {
            pieces.Add([b]);
        }

        pieces.Read();
        foreach (var headers in new[] { whole, pieces })
        {
            Assert.That(
                (headers.Fails, Text(headers.EventType), Text(headers.ErrorType), Text(headers.ErrorMessage)), Is.EqualTo((fails, type, error, message)));
        }
    }

    private static byte[] Header(string name, string value, byte type = TextType) =>
        [(byte)name.Length, .. Encoding.UTF8.GetBytes(name), type, (byte)(value.Length >> 8), (byte)value.Length, .. Encoding.UTF8.GetBytes(value)];

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
