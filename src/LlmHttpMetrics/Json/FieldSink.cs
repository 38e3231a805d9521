namespace LlmHttpMetrics.Json;

/// <summary>Receives what the scanner finds at the paths of a <see cref="FieldMap"/>.</summary>
internal abstract class FieldSink
{
    /// <summary>A number, literal other than null, or unescaped short string. The span is valid during the call only.</summary>
    public abstract void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value);

    /// <summary>A piece of a text value, unescaped; it may split code points.</summary>
    public abstract void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8);

    /// <summary>A text value has come to its end.</summary>
    public virtual void TextEnd()
    {
    }

    /// <summary>JSON and images are wanted; where they are not, they are passed over.</summary>
    public virtual bool TakesParts => false;

    /// <summary>An object or array at a mapped path has been opened.</summary>
    public abstract void Enter(FieldAction action, byte argument, ValueKind kind);

    /// <summary>The object at a mapped path has been closed.</summary>
    public abstract void Leave(FieldAction action, byte argument);
}
