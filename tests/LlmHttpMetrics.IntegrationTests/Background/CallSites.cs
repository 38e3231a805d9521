using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LlmHttpMetrics.IntegrationTests.Background;

/// <summary>Reads from an assembly's code which methods it calls, closures and asynchronous methods included.</summary>
internal sealed class CallSites : IDisposable
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    public CallSites(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
    }

    /// <summary>Every call: the outermost type it stands in, the type and name of the method that is called, and how many parameters that has.</summary>
    public IEnumerable<(string Caller, string Type, string Method, int Parameters)> All()
    {
        foreach (var handle in _reader.MethodDefinitions)
        {
            var method = _reader.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var caller = Outermost(method.GetDeclaringType());
            if (_reader.GetString(method.Name) == "Finalize")
            {
                yield return (caller, caller, "Finalize", 0);
            }

            foreach (var called in Called(method.RelativeVirtualAddress))
            {
                yield return (caller, called.Type, called.Method, called.Parameters);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private List<(string Type, string Method, int Parameters)> Called(int address)
    {
        List<(string, string, int)> called = [];
        var code = _file.GetMethodBody(address).GetILReader();
        while (code.RemainingBytes > 0)
        {
            var first = code.ReadByte();
            var opcode = Codes[first == 0xFE ? (short)(0xFE00 | code.ReadByte()) : first];
            if (opcode.OperandType is OperandType.InlineMethod or OperandType.InlineTok)
            {
                if (Describe(MetadataTokens.EntityHandle(code.ReadInt32())) is { } method)
                {
                    called.Add(method);
                }
            }
            else
            {
                var size = opcode.OperandType == OperandType.InlineSwitch ? 4 * code.ReadInt32() : SizeOf(opcode.OperandType);
                code.Offset += size;
            }
        }

        return called;
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private (string Type, string Method, int Parameters)? Describe(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = _reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var member = _reader.GetMemberReference((MemberReferenceHandle)handle);
        var signature = _reader.GetBlobReader(member.Signature);
        var header = signature.ReadSignatureHeader();
        if (header.Kind != SignatureKind.Method)
        {
            return null;
        }

        if (header.IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return (NameOf(member.Parent), _reader.GetString(member.Name), signature.ReadCompressedInteger());
    }

    private string NameOf(EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeSpecification)
        {
            var signature = _reader.GetBlobReader(_reader.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
            if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            {
                return "";
            }

            signature.ReadCompressedInteger();
            type = signature.ReadTypeHandle();
        }

        return type.Kind switch
        {
            HandleKind.TypeReference when _reader.GetTypeReference((TypeReferenceHandle)type) is var reference => _reader.GetString(reference.Name),
            HandleKind.TypeDefinition => _reader.GetString(_reader.GetTypeDefinition((TypeDefinitionHandle)type).Name),
            _ => "",
        };
    }

    private string Outermost(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
        {
            type = _reader.GetTypeDefinition(outer);
        }

        return _reader.GetString(type.Name);
    }
}
