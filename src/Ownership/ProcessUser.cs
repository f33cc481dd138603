using Mono.Unix.Native;

namespace Mote.Ownership;

/// <summary>The user that the process acts as, and what it lets others do.</summary>
/// <param name="Id">The effective user's number.</param>
internal readonly record struct ProcessUser(uint Id)
{
    private const uint Root = 0;

    public static ProcessUser Current => new(Syscall.geteuid());

    /// <summary>Root can do everything anyway.</summary>
    public bool Trusts(uint owner) => owner == Id || owner == Root;

    /// <summary>Whether somebody else may do any of this with an entry.</summary>
    public bool OthersMay(FilePermissions any, Entry entry)
    {
        // What root hands to a service by an access control list, as systemd does its credentials, shows that list's mask in
        // the group's place.
        if (Id != Root && entry.Status is { st_uid: Root, st_gid: Root })
            any &= ~FilePermissions.S_IRGRP;
        return (entry.Status.st_mode & any) != 0;
    }

    /// <summary>Whether somebody else may put something else in the place of what this user has in a folder.</summary>
    public bool OthersMayReplaceWithin(Entry folder) =>
        (folder.Status.st_mode & FilePermissions.S_ISVTX) == 0
        && ((folder.Status.st_mode & FilePermissions.S_IWOTH) != 0
            || ((folder.Status.st_mode & FilePermissions.S_IWGRP) != 0 && !IsOwnGroup(folder.Status.st_gid)));

    /// <summary>Where every user has a group of the same name, folders are commonly open to it: nobody else is in it.</summary>
    private bool IsOwnGroup(uint group) =>
        Syscall.getpwuid(Id) is { } user && user.pw_gid == group
        && Syscall.getgrgid(group) is { } members && members.gr_name == user.pw_name
        && (members.gr_mem ?? []).All(member => member == user.pw_name);
}
