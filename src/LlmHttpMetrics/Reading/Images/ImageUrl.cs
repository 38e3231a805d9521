namespace LlmHttpMetrics.Reading.Images;

/// <summary>
/// Reads the URL of an image, in pieces: for a data URL (RFC 2397), the beginning of the image itself, of which it buffers only a few bytes at a
/// time; other URLs are ignored.
/// </summary>
internal struct ImageUrl
{
    /// <summary>Longer media types are not known ones.</summary>
    private const int MaxMediaType = 256;

    private ImageHeader _header;
    private Stage _stage;
    private int _length;
    private int _quantum;
    private int _digits;

    private enum Stage : byte
    {
        Scheme,

        /// <summary>Characters up to the comma after which the image begins.</summary>
        MediaType,
        Image,
        Done,
    }

    /// <summary>In pixels; 0 if it is not known.</summary>
    public readonly int Width => _header.Width;

    /// <summary>In pixels; 0 if it is not known.</summary>
    public readonly int Height => _header.Height;

    public void Feed(ReadOnlySpan<byte> url)
    {
        for (var i = 0; i < url.Length && _stage != Stage.Done; i++)
        {
            var c = url[i];
            switch (_stage)
            {
                case Stage.Scheme:
                    FeedScheme(c);
                    break;
                case Stage.MediaType:
                    _stage = c == ',' ? Stage.Image : ++_length > MaxMediaType ? Stage.Done : Stage.MediaType;
                    break;
                default:
                    FeedDigit(c);
                    break;
            }
        }
    }

    private void FeedScheme(byte c)
    {
        var scheme = "data:"u8;
        if ((c | 0x20) != (scheme[_length] | 0x20))
        {
            _stage = Stage.Done;
        }
        else if (++_length == scheme.Length)
        {
            _stage = Stage.MediaType;
        }
    }

    /// <summary>Four digits of Base64 (RFC 4648, both alphabets) are three bytes; white space between them is skipped.</summary>
    private void FeedDigit(byte c)
    {
        var digit = c switch
        {
            >= (byte)'A' and <= (byte)'Z' => c - 'A',
            >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
            >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
            (byte)'+' or (byte)'-' => 62,
            (byte)'/' or (byte)'_' => 63,
            _ => -1,
        };
        if (digit < 0)
        {
            _stage = c is (byte)'\r' or (byte)'\n' or (byte)' ' ? _stage : Stage.Done;
            return;
        }

        _quantum = (_quantum << 6) | digit;
        if (++_digits == 4)
        {
            _header.Feed((byte)(_quantum >> 16));
            _header.Feed((byte)(_quantum >> 8));
            _header.Feed((byte)_quantum);
            _digits = _quantum = 0;
            _stage = _header.IsDone ? Stage.Done : _stage;
        }
    }
}
