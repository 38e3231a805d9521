using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Inserts the secret into the payloads of AWS event streams, including Base64 within them, and recomputes their lengths and checksums.</summary>
public static partial class CanaryFrames
{
    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;

    /// <summary>What is no whole frame stays as it is.</summary>
    public static byte[] Plant(byte[] body) => Rewrite(body, CanaryText.Plant);

    /// <summary>Changes the text of every payload.</summary>
    public static byte[] Rewrite(byte[] body, Func<string, string> change)
    {
        using MemoryStream planted = new();
        ReadOnlySpan<byte> rest = body;
        while (rest.Length > PreludeLength + ChecksumLength)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var headersLength = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
            if (length > rest.Length || headersLength > length - PreludeLength - ChecksumLength)
            {
                break;
            }

            var headersEnd = PreludeLength + (int)headersLength;
            planted.Write(AwsFrames.Make(rest[PreludeLength..headersEnd].ToArray(), Payload(rest[headersEnd..((int)length - ChecksumLength)], change)));
            rest = rest[(int)length..];
        }

        planted.Write(rest);
        return planted.ToArray();
    }

    private static byte[] Payload(ReadOnlySpan<byte> payload, Func<string, string> change)
    {
        var text = Encoding.Latin1.GetString(payload);
        return Encoding.Latin1.GetBytes(Wrapped().IsMatch(text)
            ? Wrapped().Replace(
                text,
                match =>
                {
                    var inner = Encoding.Latin1.GetString(Convert.FromBase64String(match.Groups[1].Value));
                    return $"\"bytes\":\"{Convert.ToBase64String(Encoding.Latin1.GetBytes(change(inner)))}\"";
                })
            : change(text));
    }

    [GeneratedRegex("\"bytes\":\"([A-Za-z0-9+/=]+)\"")]
    private static partial Regex Wrapped();
}
