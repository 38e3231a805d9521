namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Searches for names in a text that arrives in pieces. Only the end of each piece is kept, because a name may begin in it.</summary>
internal sealed class PieceSearch(byte[][] names)
{
    private readonly bool[] _found = new bool[names.Length];
    private readonly int _kept = names.Length == 0 ? 0 : Math.Max(0, names.Max(name => name.Length) - 1);
    private byte[] _end = [];

    public bool AreFound => Array.TrueForAll(_found, found => found);

    public void Add(ReadOnlySpan<byte> piece)
    {
        byte[] seam = [.. _end, .. piece[..Math.Min(piece.Length, _kept)]];
        for (var i = 0; i < names.Length; i++)
        {
            _found[i] |= seam.AsSpan().IndexOf(names[i]) >= 0 || piece.IndexOf(names[i]) >= 0;
        }

        _end = piece.Length >= _kept ? piece[^_kept..].ToArray() : seam[Math.Max(0, seam.Length - _kept)..];
    }
}
