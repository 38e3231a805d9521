using LlmHttpMetrics.Json;
using LlmHttpMetrics.Reading.Images;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Counts the parts of a request besides its text: messages by role, images, tools. Reused from request to request.</summary>
internal sealed class RequestParts
{
    /// <summary>The maximum number of images whose size is kept; further ones count as extras.</summary>
    public const int MaxImages = 64;

    /// <summary>The maximum length of an author's name.</summary>
    private const int MaxName = 256;

    private readonly byte[] _name = new byte[MaxName];
    private ImageSize[] _images = [];
    private ImageUrl _url;
    private ImageDetail _detail;
    private Author _author;
    private int _nameLength;
    private int _imageCount;
    private int _messages;
    private int _systemMessages;
    private int _answerMessages;
    private int _looseTexts;
    private int _systemPart;
    private int _part;
    private bool _inMessage;
    private bool _hasExtras;

    private enum Author : byte
    {
        User,
        System,
        Assistant,

        /// <summary>The result of a tool call; its name is the tool's, and is part of the call.</summary>
        Tool,
    }

    public RequestShape Shape => new(_messages, _systemMessages, _answerMessages, _looseTexts, _systemPart, _hasExtras);

    /// <summary>Whether there are tools, tool calls or a schema.</summary>
    public bool HasJson { get; private set; }

    public ReadOnlySpan<ImageSize> Images => _images.AsSpan(0, _imageCount);

    /// <summary>The author's name of the message that was just read; empty if it has none that costs tokens.</summary>
    public ReadOnlySpan<byte> AuthorName => _author == Author.Tool ? [] : _name.AsSpan(0, _nameLength);

    public void Begin()
    {
        _imageCount = _messages = _systemMessages = _answerMessages = _looseTexts = 0;
        _systemPart = _part = -1;
        _inMessage = _hasExtras = HasJson = false;
        _author = default;
    }

    public void Enter(FieldAction action)
    {
        switch (action)
        {
            case FieldAction.Message:
                _messages++;
                _inMessage = true;
                _author = Author.User;
                _part = -1;
                _nameLength = 0;
                break;
            case FieldAction.Image:
                (_url, _detail) = (default, default);
                break;
            case FieldAction.Json:
                HasJson = true;
                break;
            case FieldAction.Extra:
                _hasExtras = true;
                break;
        }
    }

    public void Leave(FieldAction action)
    {
        if (action == FieldAction.Image)
        {
            AddImage();
        }
        else if (action == FieldAction.Message)
        {
            EndMessage();
        }
    }

    public void Scalar(FieldAction action, ReadOnlySpan<byte> value)
    {
        switch (action)
        {
            case FieldAction.Role:
                _author = AuthorOf(value);
                break;
            case FieldAction.ImageDetail:
                _detail = value.SequenceEqual("low"u8) ? ImageDetail.Low : value.SequenceEqual("high"u8) ? ImageDetail.High : ImageDetail.Auto;
                break;
            case FieldAction.Image:
                (_url, _detail) = (default, default);
                _url.Feed(value);
                AddImage();
                break;
            case FieldAction.Extra:
                _hasExtras = true;
                break;
        }
    }

    /// <summary>Adds a piece of text, inside or outside of a message.</summary>
    public void Text(TextKind kind, int part)
    {
        if (kind == TextKind.Input && part != _part)
        {
            _part = part;
            _looseTexts += _inMessage ? 0 : 1;
        }
    }

    /// <summary>Adds a piece of an author's name; the author is known only when the message is complete.</summary>
    public void Name(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8[..Math.Min(utf8.Length, MaxName - _nameLength)];
        utf8.CopyTo(_name.AsSpan(_nameLength));
        _nameLength += utf8.Length;
    }

    public void ImageUrl(ReadOnlySpan<byte> url) => _url.Feed(url);

    private static Author AuthorOf(ReadOnlySpan<byte> role) =>
        role.SequenceEqual("assistant"u8) ? Author.Assistant
        : role.SequenceEqual("tool"u8) ? Author.Tool
        : role.SequenceEqual("system"u8) || role.SequenceEqual("developer"u8) ? Author.System
        : Author.User;

    private void EndMessage()
    {
        _inMessage = false;
        if (_author == Author.Assistant)
        {
            _answerMessages++;
        }
        else if (_author == Author.System && _systemMessages++ == 0)
        {
            _systemPart = _part;
        }
    }

    private void AddImage()
    {
        if (_imageCount == MaxImages)
        {
            _hasExtras = true;
            return;
        }

        if (_imageCount == _images.Length)
        {
            Array.Resize(ref _images, Math.Max(4, _imageCount * 2));
        }

        _images[_imageCount++] = new ImageSize(_url.Width, _url.Height, _detail);
    }
}
