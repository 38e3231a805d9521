namespace LlmHttpMetrics.Reading.Images;

/// <summary>
/// Reads the segments of a JPEG up to the one that contains its size (ITU-T T.81, annex B): each is 0xFF, a marker, a length that includes
/// itself, and the remaining bytes.
/// </summary>
internal struct JpegSegments
{
    private int _at;
    private int _skip;
    private byte _marker;
    private uint _bytes;

    public uint Width { readonly get; private set; }

    public uint Height { readonly get; private set; }

    /// <summary>True if the size is known, or cannot be found.</summary>
    public bool Feed(byte b)
    {
        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        _at++;
        _bytes = (_bytes << 8) | b;
        switch (_at)
        {
            case 1:
                return b != 0xFF;
            case 2:
                return !ReadMarker(b);
            case 4 when !BeginsFrame(_marker):
                _skip = Math.Max(0, (int)(_bytes & 0xFFFF) - 2);
                _at = 0;
                return false;
            case 9:
                // After the length, one byte for the precision, two for the height, two for the width.
                Height = _bytes >> 16;
                Width = _bytes & 0xFFFF;
                return true;
            default:
                return false;
        }
    }

    /// <summary>False if the image data begins or ends, or the byte is not a marker.</summary>
    private bool ReadMarker(byte b)
    {
        _marker = b;
        switch (b)
        {
            case 0xFF:
                _at = 1;
                return true;
            case 0x01 or (>= 0xD0 and <= 0xD8):
                _at = 0;
                return true;
            default:
                return b is not (0 or 0xD9 or 0xDA);
        }
    }

    private static bool BeginsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
