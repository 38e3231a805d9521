using System.Buffers.Binary;
using System.Text;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>The fields of a SentencePiece model that determine how text is encoded; see <c>sentencepiece_model.proto</c>.</summary>
internal sealed class ModelProto
{
    public const int Normal = 1;
    public const int Unknown = 2;
    public const int Control = 3;
    public const int UserDefined = 4;
    public const int Unused = 5;
    public const int Byte = 6;

    public List<(string Text, float Score, int Type)> Pieces { get; } = [];

    /// <summary>1 is Unigram, 2 BPE.</summary>
    public int ModelType { get; private set; } = 1;

    public bool ByteFallback { get; private set; }

    public bool SpaceIsSuffix { get; private set; }

    public bool HasCharacterMap { get; private set; }

    public bool AddDummyPrefix { get; private set; } = true;

    public bool RemoveExtraSpaces { get; private set; } = true;

    public bool EscapeSpaces { get; private set; } = true;

    public static ModelProto Read(ReadOnlySpan<byte> file)
    {
        var model = new ModelProto();
        foreach (var field in Fields(file, "file"))
        {
            var content = file.Slice(field.Start, field.Length);
            switch (field.Number)
            {
                case 1:
                    model.Pieces.Add(Piece(content, $"piece {model.Pieces.Count}"));
                    break;
                case 2:
                    model.Trainer(content);
                    break;
                case 3:
                    model.Normalizer(content);
                    break;
            }
        }

        return model;
    }

    private static (string Text, float Score, int Type) Piece(ReadOnlySpan<byte> message, string place)
    {
        var (text, score, type) = ("", 0f, Normal);
        foreach (var field in Fields(message, place))
        {
            switch (field.Number)
            {
                case 1:
                    text = Encoding.UTF8.GetString(message.Slice(field.Start, field.Length));
                    break;
                case 2:
                    score = BinaryPrimitives.ReadSingleLittleEndian(message[field.Start..]);
                    break;
                case 3:
                    type = (int)field.Value;
                    break;
            }
        }

        return text.Length > 0 ? (text, score, type) : throw new VocabularyException(place, "It is empty.");
    }

    private void Trainer(ReadOnlySpan<byte> message)
    {
        foreach (var field in Fields(message, "trainer_spec"))
        {
            ModelType = field.Number == 3 ? (int)field.Value : ModelType;
            SpaceIsSuffix |= field is { Number: 24, Value: not 0 };
            ByteFallback |= field is { Number: 35, Value: not 0 };
        }
    }

    private void Normalizer(ReadOnlySpan<byte> message)
    {
        foreach (var field in Fields(message, "normalizer_spec"))
        {
            HasCharacterMap |= field is { Number: 2, Length: > 0 };
            AddDummyPrefix = field.Number == 3 ? field.Value != 0 : AddDummyPrefix;
            RemoveExtraSpaces = field.Number == 4 ? field.Value != 0 : RemoveExtraSpaces;
            EscapeSpaces = field.Number == 5 ? field.Value != 0 : EscapeSpaces;
        }
    }

    private static List<(int Number, ulong Value, int Start, int Length)> Fields(ReadOnlySpan<byte> message, string place)
    {
        List<(int, ulong, int, int)> fields = [];
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at, place);
            var (value, start) = (0UL, at);
            switch (key & 7)
            {
                case 0:
                    value = Varint(message, ref at, place);
                    break;
                case 1:
                    at += sizeof(ulong);
                    break;
                case 2:
                    value = Varint(message, ref at, place);
                    start = at;
                    at = value <= (ulong)(message.Length - at) ? at + (int)value : int.MaxValue;
                    break;
                case 5:
                    at += sizeof(uint);
                    break;
                default:
                    at = int.MaxValue;
                    break;
            }

            if (at > message.Length)
            {
                throw Cut(place);
            }

            fields.Add(((int)(key >> 3), value, start, at - start));
        }

        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at, string place)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            value |= (ulong)(message[at] & 0x7F) << shift;
            if (message[at++] < 0x80)
            {
                return value;
            }
        }

        throw Cut(place);
    }

    private static VocabularyException Cut(string place) => new(place, "It is not a message of a SentencePiece model, or it is cut.");
}
