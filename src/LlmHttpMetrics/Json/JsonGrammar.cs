using static LlmHttpMetrics.Json.JsonStep;

namespace LlmHttpMetrics.Json;

/// <summary>The JSON grammar as a table: the meaning of a byte in each state. https://www.rfc-editor.org/rfc/rfc8259#section-2.</summary>
internal static class JsonGrammar
{
    /// <summary>The highest byte that is treated as white space, because some servers send control characters between values.</summary>
    public const byte Space = 0x20;

    private const int ClassCount = 8;
    private const byte AnyOther = 7;

    private static readonly byte[] Classes = CreateClasses();

    /// <summary>One row per <see cref="JsonState"/> between values, one column per class of bytes.</summary>
    private static ReadOnlySpan<JsonStep> Steps =>
    [
        //                 "            {            [            }            ]            ,            :            any other
        /* Value        */ ReadString,  OpenObject,  OpenArray,   Fail,        Fail,        Fail,        ReadLiteral, ReadLiteral,
        /* FirstElement */ ReadString,  OpenObject,  OpenArray,   Fail,        Close,       Fail,        ReadLiteral, ReadLiteral,
        /* Name         */ ReadName,    Fail,        Fail,        Fail,        Fail,        Fail,        Fail,        Fail,
        /* FirstName    */ ReadName,    Fail,        Fail,        Close,       Fail,        Fail,        Fail,        Fail,
        /* Colon        */ Fail,        Fail,        Fail,        Fail,        Fail,        Fail,        ReadColon,   Fail,
        /* AfterMember  */ Fail,        Fail,        Fail,        Close,       Fail,        NextMember,  Fail,        Fail,
        /* AfterElement */ Fail,        Fail,        Fail,        Fail,        Close,       NextElement, Fail,        Fail,
    ];

    public static JsonStep Step(JsonState state, byte c) => Steps[((int)state * ClassCount) + Classes[c]];

    private static byte[] CreateClasses()
    {
        var classes = new byte[256];
        Array.Fill(classes, AnyOther);
        for (var column = 0; column < AnyOther; column++)
        {
            classes["\"{[}],:"u8[column]] = (byte)column;
        }

        return classes;
    }
}
