using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Mote.WebConsole.SignIn;

/// <summary>Keeps the keys that protect cookies in memory alone, where no folder is configured: the framework would write them to the user's home. Thread-safe.</summary>
internal sealed class MemoryKeyRing : IXmlRepository
{
    private readonly List<XElement> _elements = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_elements)
            return [.. _elements.Select(element => new XElement(element))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_elements)
            _elements.Add(new XElement(element));
    }
}
