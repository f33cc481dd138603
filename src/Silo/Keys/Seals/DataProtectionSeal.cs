using System.Security.Cryptography;
using System.Text;
using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys.Seals;

/// <summary>Windows' Data Protection API: a key that only this user, signed in on this machine, opens.</summary>
internal sealed class DataProtectionSeal : IKeySeal
{
    // Another program of this user's, asked to open it as its own, does not.
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("mote/master-key");

    public string Name => "dpapi";

    public bool IsHere => OperatingSystem.IsWindows();

    public string Seal(byte[] key)
    {
        if (!OperatingSystem.IsWindows())
            throw KeySeals.NotHere(this);
        try
        {
            return Convert.ToBase64String(ProtectedData.Protect(key, Purpose, DataProtectionScope.CurrentUser));
        }
        catch (CryptographicException failure)
        {
            throw new MasterKeyException("Windows seals no master key for this user: give it a profile that is loaded, or make the key without a seal (--seal none).", failure);
        }
    }

    public byte[] Open(string sealedKey)
    {
        if (!OperatingSystem.IsWindows())
            throw KeySeals.NotHere(this);
        try
        {
            return ProtectedData.Unprotect(Convert.FromBase64String(sealedKey), Purpose, DataProtectionScope.CurrentUser);
        }
        catch (CryptographicException failure)
        {
            throw new MasterKeyException("This master key was sealed by Windows for another user or machine, or was changed: bring the copy that 'mote keys back-up' made.", failure);
        }
    }
}
