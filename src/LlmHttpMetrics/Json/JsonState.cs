namespace LlmHttpMetrics.Json;

/// <summary>What the next byte of a document is a part of.</summary>
internal enum JsonState : byte
{
    /// <summary>A value has to come.</summary>
    Value,

    /// <summary>The first element of an array, or its end.</summary>
    FirstElement,

    /// <summary>The name of a member has to come.</summary>
    Name,

    /// <summary>The name of the first member of an object, or its end.</summary>
    FirstName,

    Colon,

    /// <summary>A member of an object has ended.</summary>
    AfterMember,

    /// <summary>An element of an array has ended.</summary>
    AfterElement,

    /// <summary>Within a string that is split over reads or holds escapes.</summary>
    InString,

    /// <summary>The same, where no field asks for the string.</summary>
    InSkippedString,

    /// <summary>Within a number, <c>true</c>, <c>false</c> or <c>null</c> that is split over reads.</summary>
    InLiteral,

    /// <summary>Within an object or array whose members no field asks for.</summary>
    InSkippedContainer,

    /// <summary>The root value has ended.</summary>
    Closed,

    /// <summary>The document does not follow the grammar.</summary>
    Invalid,
}
