using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Tests.Vocabularies;

public sealed class PackedVocabularyTests
{
    // Parts come before what is made of them; where a number is negative there is no token.
    private static readonly Arbitrary<(int Left, int Right)[]> Merges = Gen.Choose(-3, 1_000_000).Two().ArrayOf().ToArbitrary();

    [Test]
    public void Read_OfWritten_HasTheSameTokens() => Prop.ForAll(Merges, merges =>
    {
        var list = Build(merges);
        var read = PackedVocabulary.Read(PackedVocabulary.Write(list));
        return read.Words.AsSpan().SequenceEqual(list.Words)
            && Enumerable.Range(0, list.Count).All(rank => read[rank].SequenceEqual(list[rank]));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Read_OfFileWithoutItsEnd_IsRefused([Values(8, 1_000, 100_000)] int missing)
    {
        var packed = PackedResource.Of("p50k_base.merges");
        var start = packed[..^missing].ToArray();
        Assert.That(() => PackedVocabulary.Read(start), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Read_OfFileThatSaysAnotherLengthOfItsTokens_IsRefused([Values(-1, 1)] int difference)
    {
        var packed = PackedResource.Of("p50k_base.merges").ToArray();
        packed[sizeof(int)] = (byte)(packed[sizeof(int)] + difference);
        Assert.That(() => PackedVocabulary.Read(packed), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Read_OfSpoiltFile_IsRefusedOrStaysWithinItsTokens()
    {
        var packed = PackedResource.Of("p50k_base.merges").ToArray();
        var random = new System.Random(7);
        var refused = 0;
        for (var i = 0; i < 100; i++)
        {
            var spoilt = (byte[])packed.Clone();
            spoilt[random.Next(2_000, spoilt.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                Assert.That(PackedVocabulary.Read(spoilt).Count, Is.EqualTo(50_281));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(50));
    }

    [Test]
    public void Write_OfATokenWithoutMerges_IsRefused()
    {
        var builder = new MergeBuilder(1);
        builder.Add("ab"u8, MergeList.Unreachable);
        Assert.That(() => PackedVocabulary.Write(builder.Build()), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("rank 0"));
    }

    private static MergeList Build((int Left, int Right)[] merges)
    {
        var builder = new MergeBuilder(merges.Length);
        builder.Add("a"u8, MergeList.Base);
        foreach (var (left, right) in merges)
        {
            if (left < 0 || right < 0)
            {
                builder.Add([], MergeList.Hole);
                continue;
            }

            var (first, second) = (left % builder.Count, right % builder.Count);
            byte[] token = [.. builder[first], .. builder[second]];
            if (token.Length is > 1 and <= BpeVocabulary.MaxTokenLength && builder[first].Length > 0 && builder[second].Length > 0)
            {
                builder.Add(token, first, second);
            }
            else
            {
                builder.Add([(byte)left], MergeList.Base);
            }
        }

        return builder.Build();
    }
}
