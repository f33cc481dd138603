using System.Collections.Concurrent;
using System.Diagnostics;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Hosting;
using Mote.Grains.Keys;
using Mote.Grains.Models;
using Mote.Ownership;
using NetArchTest.Rules;

namespace Mote.Grains.Tests.Keys;

/// <summary>No grain waits for a disk on its thread, nor any other for it.</summary>
public sealed class KeysAsideTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    // More than the pool has threads to begin with.
    private const int Waiting = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrolment_AndVerification_WithKeysThatAreKept_ReadNone()
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        IdentityKey ada = new(realm, "ada"), bob = new(realm, "bob");
        await cluster.Enrol(ada);
        var before = cluster.Keys.Reads;
        await cluster.Enrol(bob);
        await cluster.Enrol(ada, isReenrolment: true);
        await cluster.Deactivate(bob);
        foreach (var key in new[] { ada, bob })
            Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);
        Assert.Equal(before, cluster.Keys.Reads);
    }

    [Fact]
    public async Task Provider_ThatKeepsTheThreadsThatAsk_KeepsNoOtherGrain()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "ada");
        await cluster.Enrol(key);
        using var letGo = new ManualResetEventSlim();
        ConcurrentQueue<(bool IsOfThePool, TaskScheduler Scheduler)> kept = [];
        cluster.Keys.Before = (realm, _) =>
        {
            if (realm.StartsWith("kept-", StringComparison.Ordinal))
            {
                kept.Enqueue((Thread.CurrentThread.IsThreadPoolThread, TaskScheduler.Current));
                letGo.Wait(Cancelled);
            }

            return Task.CompletedTask;
        };
        try
        {
            var waiting = Enumerable.Range(0, Waiting).Select(i => cluster.Grains.GetGrain<IKeyRotationGrain>($"kept-{i}").Uses(Cancelled)).ToArray();
            while (kept.Count < Waiting)
                await Task.Yield();
            for (var i = 0; i < 3; i++)
                Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);

            Assert.All(waiting, task => Assert.False(task.IsCompleted));
            Assert.All(kept, thread => Assert.Equal((false, TaskScheduler.Default), thread));
            letGo.Set();
            await Task.WhenAll(waiting);
        }
        finally
        {
            letGo.Set();
            cluster.Keys.Before = null;
        }
    }

    [Fact]
    public async Task CohortPack_OnADiskThatDoesNotAnswer_KeepsNotTheThreadThatAsks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a file that opens only once somebody writes to it.");
        var whole = await File.ReadAllBytesAsync(cluster.Cohort, Cancelled);
        File.Delete(cluster.Cohort);
        using (var made = Process.Start("mkfifo", [cluster.Cohort]))
            await made.WaitForExitAsync(Cancelled);
        var asking = Task.Factory.StartNew(() => cluster.Service<CohortKey>().Version("any", Cancelled), Cancelled, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var asked = await asking.WaitAsync(Patience, Cancelled);
            Assert.False(asked.IsCompleted);
        }
        finally
        {
            // Who has it open already reads nothing, and whoever opens it next the pack.
            using (new FileStream(cluster.Cohort, FileMode.Open, FileAccess.Write))
                OwnFile.Write(cluster.Cohort, whole, replaces: true);
        }

        await await asking;
        Assert.Equal(1, await cluster.Service<CohortKey>().Version("any", Cancelled));
    }

    /// <summary>Whatever of the grains' assembly touches a disk does so while the host starts, or aside.</summary>
    [Fact]
    public void Grains_TouchNoDisk()
    {
        string[] disk = ["System.IO.File", "System.IO.Directory", "System.IO.RandomAccess", "Mote.Ownership", "Mote.Recognition.Protection.Records.CohortPackFile"];
        string[] known = [nameof(ModelSets), nameof(ModelSet), nameof(ModelFiles), nameof(CohortKey)];
        var touching = Types.InAssembly(typeof(KeptMasterKeys).Assembly).That().HaveDependencyOnAny(disk).GetTypes();
        Assert.All(touching, type => Assert.Contains(known, name => type.FullName.Split('.', '/', '+').Contains(name)));
        // The rule can fail: these break it.
        Assert.All(known, name => Assert.Contains(touching, type => type.FullName.Split('.', '/', '+').Contains(name)));
    }
}
