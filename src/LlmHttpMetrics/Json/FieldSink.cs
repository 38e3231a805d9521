namespace LlmHttpMetrics.Json;

/// <summary>Receives the values at the paths of a <see cref="FieldMap"/>.</summary>
internal abstract class FieldSink
{
    /// <summary>A number, a literal other than null, or an unescaped short string. The span is only valid during the call.</summary>
    public abstract void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value);

    /// <summary>A piece of an unescaped text value; it may split code points.</summary>
    public abstract void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8);

    /// <summary>The end of a text value.</summary>
    public virtual void TextEnd()
    {
    }

    /// <summary>Whether JSON and images are reported; otherwise they are skipped.</summary>
    public virtual bool TakesParts => false;

    /// <summary>The start of an object or array at a mapped path.</summary>
    public abstract void Enter(FieldAction action, byte argument, ValueKind kind);

    /// <summary>The end of the object at a mapped path.</summary>
    public abstract void Leave(FieldAction action, byte argument);
}
