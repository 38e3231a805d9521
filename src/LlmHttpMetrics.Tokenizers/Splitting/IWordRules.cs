namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>The differences between the patterns since cl100k_base.</summary>
internal interface IWordRules
{
    /// <summary>Whether a word ends where capitals follow small letters, and marks count as letters.</summary>
    static abstract bool Cased { get; }

    /// <summary>Whether a contraction is a piece of its own.</summary>
    static abstract bool ContractionsApart { get; }

    /// <summary>Whether a contraction belongs to the word before it.</summary>
    static abstract bool ContractionsJoin { get; }

    /// <summary>The maximum number of digits in a piece.</summary>
    static abstract int MaxDigits { get; }

    /// <summary>Whether slashes after symbols and line ends belong to the symbols.</summary>
    static abstract bool SlashesJoin { get; }
}

internal readonly struct O200kRules : IWordRules
{
    public static bool Cased => true;

    public static bool ContractionsApart => false;

    public static bool ContractionsJoin => true;

    public static int MaxDigits => 3;

    public static bool SlashesJoin => true;
}

internal readonly struct TekkenRules : IWordRules
{
    public static bool Cased => true;

    public static bool ContractionsApart => false;

    public static bool ContractionsJoin => false;

    public static int MaxDigits => 1;

    public static bool SlashesJoin => true;
}

internal readonly struct Cl100kRules : IWordRules
{
    public static bool Cased => false;

    public static bool ContractionsApart => true;

    public static bool ContractionsJoin => false;

    public static int MaxDigits => 3;

    public static bool SlashesJoin => false;
}

internal readonly struct Cl100kSingleDigitRules : IWordRules
{
    public static bool Cased => false;

    public static bool ContractionsApart => true;

    public static bool ContractionsJoin => false;

    public static int MaxDigits => 1;

    public static bool SlashesJoin => false;
}
