using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace LlmHttpMetrics.Tests.Architecture;

/// <summary>In which folder of its project the source of each type lies, as the portable PDB beside the assembly says.</summary>
internal sealed class SourceFolders
{
    /// <summary>
    /// The documents of a type none of whose methods has a line:
    /// https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md.
    /// </summary>
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    private SourceFolders(MetadataReader types, MetadataReader symbols, string project)
    {
        foreach (var handle in types.TypeDefinitions)
        {
            var type = types.GetTypeDefinition(handle);
            if (DocumentOf(type, handle, symbols) is { } document)
            {
                var path = symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/');
                var at = path.LastIndexOf($"/{project}/", StringComparison.Ordinal);
                if (at >= 0)
                {
                    _folders[NameOf(types, type)] = path[(at + project.Length + 2)..].Split('/') is { Length: > 1 } parts ? parts[0] : "";
                }
            }
        }
    }

    /// <summary>
    /// The folders of an assembly's types, from the project's own output. The copy beside the tests may be one that was rewritten to measure coverage, whose
    /// symbols number the documents differently.
    /// </summary>
    public static SourceFolders Of(Assembly assembly)
    {
        var project = assembly.GetName().Name!;
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        var compiled = Path.Combine(tests.Parent!.Parent!.FullName, project, tests.Name, $"{project}.dll");
        using var image = File.OpenRead(compiled);
        using System.Reflection.PortableExecutable.PEReader pe = new(image);
        using var file = File.OpenRead(Path.ChangeExtension(compiled, ".pdb"));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(file);
        return new SourceFolders(pe.GetMetadataReader(), pdb.GetMetadataReader(), project);
    }

    /// <summary>The first folder below the project's; empty for the project's own; null where nothing is known of the type.</summary>
    public string? Find(string type) => _folders.GetValueOrDefault(type);

    private static DocumentHandle? DocumentOf(TypeDefinition type, TypeDefinitionHandle handle, MetadataReader symbols)
    {
        foreach (var method in type.GetMethods())
        {
            var document = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document;
            if (!document.IsNil && !symbols.GetString(symbols.GetDocument(document).Name).EndsWith(".g.cs", StringComparison.Ordinal))
            {
                return document;
            }
        }

        foreach (var information in symbols.GetCustomDebugInformation(handle).Select(symbols.GetCustomDebugInformation))
        {
            if (symbols.GetGuid(information.Kind) == TypeDefinitionDocuments)
            {
                return MetadataTokens.DocumentHandle(symbols.GetBlobReader(information.Value).ReadCompressedInteger());
            }
        }

        return null;
    }

    private static string NameOf(MetadataReader types, TypeDefinition type)
    {
        var space = types.GetString(type.Namespace);
        var name = types.GetString(type.Name);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
