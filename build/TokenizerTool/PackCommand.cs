using System.Globalization;
using LlmHttpMetrics.Tokenizers.Encodings;
using LlmHttpMetrics.Tokenizers.Files;
using LlmHttpMetrics.Tokenizers.Splitting;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace TokenizerTool;

/// <summary>Makes the data files of the library from the canonical ones, whose hashes it checks.</summary>
internal static class PackCommand
{
    public static int Run(string data, string to)
    {
        var classes = PackClasses();
        Write(to, CharacterClasses.Resource, classes.Length, PackedResource.Pack(classes));
        foreach (var resource in EncodingDefinitions.List.GroupBy(one => one.Resource))
        {
            // The encoding with the most ranks is the whole file; the others are its beginnings.
            var whole = resource.MaxBy(one => one.Ranks)!;
            var file = Path.Combine(data, Path.ChangeExtension(resource.Key, ".tiktoken"));
            var merges = TiktokenFile.Read(File.ReadAllBytes(file), whole.SpecialTokens.Values, whole.Sha256);
            if (Array.Exists(merges.Words, word => !TokenWord.IsMerged(word) && TokenWord.Length(word) > 0))
            {
                Console.Error.WriteLine($"{file} has tokens that no merges lead to.");
                return 1;
            }

            Write(to, resource.Key, merges.Words.Sum(TokenWord.Length), PackedVocabulary.Write(merges));
        }

        return 0;
    }

    private static byte[] PackClasses()
    {
        var classes = new byte[CharacterClasses.CodePoints];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = (byte)ClassOf(i);
        }

        using var packed = new MemoryStream();
        ClassRuns.Write(packed, classes);
        return packed.ToArray();
    }

    private static CharacterClass ClassOf(int codePoint) => codePoint is '\r' or '\n' ? CharacterClass.LineEnd
        : codePoint < 0x10000 && char.IsWhiteSpace((char)codePoint) ? CharacterClass.Space
        : CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterClass.Upper,
            UnicodeCategory.LowercaseLetter => CharacterClass.Lower,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterClass.Uncased,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterClass.Mark,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Number,
            _ => CharacterClass.Other,
        };

    private static void Write(string folder, string name, int length, byte[] packed)
    {
        File.WriteAllBytes(Path.Combine(folder, name), packed);
        Console.WriteLine(FormattableString.Invariant($"{name}: {length:N0} bytes, packed {packed.Length:N0}"));
    }
}
