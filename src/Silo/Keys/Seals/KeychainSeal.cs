using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys.Seals;

/// <summary>
/// The keychain of macOS: the key is a generic password in the user's default keychain, and its file holds the name of the
/// entry alone. Of Security.framework's SecKeychain.h, which also programs without a bundle, as services are, may call.
/// </summary>
internal sealed class KeychainSeal : IKeySeal
{
    private const string Framework = "/System/Library/Frameworks/Security.framework/Security";
    private const int NotFound = -25300;

    private static readonly byte[] Service = Encoding.UTF8.GetBytes("mote-master-key");

    public string Name => "keychain";

    public bool IsHere => OperatingSystem.IsMacOS();

    public string Seal(byte[] key)
    {
        if (!IsHere)
            throw KeySeals.NotHere(this);
        var entry = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var account = Encoding.UTF8.GetBytes(entry);
        var status = SecKeychainAddGenericPassword(0, (uint)Service.Length, Service, (uint)account.Length, account, (uint)key.Length, key, 0);
        return status == 0 ? entry : throw Refused(status);
    }

    public byte[] Open(string sealedKey)
    {
        if (!IsHere)
            throw KeySeals.NotHere(this);
        var account = Encoding.UTF8.GetBytes(sealedKey);
        var status = SecKeychainFindGenericPassword(0, (uint)Service.Length, Service, (uint)account.Length, account, out var length, out var password, 0);
        if (status != 0)
            throw Refused(status);
        try
        {
            var key = new byte[length];
            Marshal.Copy(password, key, 0, key.Length);
            return key;
        }
        finally
        {
            _ = SecKeychainItemFreeContent(0, password);
        }
    }

    private static MasterKeyException Refused(int status) => new(status == NotFound
        ? "The keychain has no such master key: it was kept by another user or machine, or was deleted. Bring the copy that 'mote keys back-up' made."
        : string.Create(CultureInfo.InvariantCulture, $"The keychain refuses the master key (status {status}): unlock it for this user, who has to be signed in, or make the key without a seal (--seal none)."));

    [DllImport(Framework), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SecKeychainAddGenericPassword(
        nint keychain, uint serviceLength, byte[] service, uint accountLength, byte[] account, uint passwordLength, byte[] password, nint item);

    [DllImport(Framework), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SecKeychainFindGenericPassword(
        nint keychains, uint serviceLength, byte[] service, uint accountLength, byte[] account, out uint passwordLength, out nint password, nint item);

    [DllImport(Framework), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SecKeychainItemFreeContent(nint attributes, nint password);
}
