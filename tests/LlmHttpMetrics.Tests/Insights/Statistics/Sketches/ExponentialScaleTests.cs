using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Insights.Statistics.Sketches;

namespace LlmHttpMetrics.Tests.Insights.Statistics.Sketches;

/// <summary>
/// Buckets by their definition, bucket i from 2^(i/128) exclusive to 2^((i+1)/128) inclusive, in whole numbers: a double is m · 2^e, and
/// m · 2^e ≤ 2^(i/128) where m^128 ≤ 2^(i - 128 e).
/// </summary>
public sealed class ExponentialScaleTests
{
    private const int Power = ExponentialScale.BucketsPerOctave;
    private const int FractionBits = 52;

    private static readonly Arbitrary<double> Doubles =
        Gen.Choose(-200, 200)
            .Zip(Gen.Choose(0, int.MaxValue), (exponent, fraction) => Math.ScaleB(1 + ((double)fraction / int.MaxValue), exponent))
            .ToArbitrary();

    [Test]
    public void Boundaries_OfAnOctave_AreTheDoublesNextBelow()
    {
        for (var i = 1; i < Power; i++)
        {
            var boundary = ExponentialScale.LowerBound(i);

            Assert.That(IsAtMost(boundary, i), Is.True, $"{i}");
            Assert.That(IsAtMost(Math.BitIncrement(boundary), i), Is.False, $"{i}");
        }
    }

    [Test]
    public void IndexOf_AtEveryBoundary_IsTheBucketThatEndsThere([Values(-20, -7, -1, 0, 1, 9, 13)] int octave)
    {
        for (var i = octave * Power; i < (octave + 1) * Power; i++)
        {
            var boundary = ExponentialScale.LowerBound(i);

            Assert.That(ExponentialScale.IndexOf(boundary), Is.EqualTo(i - 1), "the upper bound belongs to its bucket");
            Assert.That(ExponentialScale.IndexOf(Math.BitIncrement(boundary)), Is.EqualTo(i));
            Assert.That(ExponentialScale.IndexOf(Math.BitDecrement(boundary)), Is.EqualTo(i - 1));
        }
    }

    [Test]
    public void IndexOf_PowersOfTwo_IsTheBucketBelow()
    {
        for (var exponent = -1022; exponent <= 1023; exponent++)
        {
            Assert.That(ExponentialScale.IndexOf(Math.ScaleB(1, exponent)), Is.EqualTo((exponent * Power) - 1));
        }
    }

    [Test]
    public void IndexOf_AnyNumber_IsTheBucketThatHoldsIt() => Prop.ForAll(Doubles, value =>
    {
        var index = ExponentialScale.IndexOf(value);
        return IsAtMost(value, index + 1) && !IsAtMost(value, index);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Middle_OfABucket_IsWithinTheErrorOfBothItsEnds()
    {
        var most = (Math.Pow(2, 1.0 / Power) - 1) / (Math.Pow(2, 1.0 / Power) + 1);

        Assert.That(most, Is.LessThan(0.00271));
        for (var i = -3000; i < 2000; i++)
        {
            var (low, high, middle) = (ExponentialScale.LowerBound(i), ExponentialScale.LowerBound(i + 1), ExponentialScale.Middle(i));
            Assert.That(Math.Abs(middle - low) / low, Is.LessThan(most + 1e-12));
            Assert.That(Math.Abs(middle - high) / high, Is.LessThan(most + 1e-12));
        }
    }

    /// <summary>The number is at most 2^(i/128), exactly.</summary>
    private static bool IsAtMost(double value, int i)
    {
        var exponent = Math.ILogB(value);
        var mantissa = new BigInteger(Math.ScaleB(value, FractionBits - exponent));
        var limit = i - (Power * (exponent - FractionBits));
        return limit >= 0 && BigInteger.Pow(mantissa, Power) <= BigInteger.One << limit;
    }
}
