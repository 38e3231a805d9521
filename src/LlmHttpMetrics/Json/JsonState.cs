namespace LlmHttpMetrics.Json;

/// <summary>The part of a document that the next byte belongs to.</summary>
internal enum JsonState : byte
{
    /// <summary>A value is expected.</summary>
    Value,

    /// <summary>The first element of an array, or its end.</summary>
    FirstElement,

    /// <summary>A member name is expected.</summary>
    Name,

    /// <summary>The name of the first member of an object, or its end.</summary>
    FirstName,

    Colon,

    /// <summary>After a member of an object.</summary>
    AfterMember,

    /// <summary>After an element of an array.</summary>
    AfterElement,

    /// <summary>Within a string that is split across reads or contains escapes.</summary>
    InString,

    /// <summary>The same, for a string that is not mapped.</summary>
    InSkippedString,

    /// <summary>Within a number, <c>true</c>, <c>false</c> or <c>null</c> that is split across reads.</summary>
    InLiteral,

    /// <summary>Within an object or array without mapped members.</summary>
    InSkippedContainer,

    /// <summary>The root value has ended.</summary>
    Closed,

    /// <summary>The document does not follow the grammar.</summary>
    Invalid,
}
