using Mote.Grains.Identities.Ports;
using Mote.Grains.Stored;

namespace Mote.Grains.Identities;

/// <summary>What one identity reaches the world through.</summary>
internal sealed record IdentityPorts(
    IStoredRecord Record, ISubjectManifest Manifest, IIdentityTrail Trail, ITraining Training, IFaces Faces, IActivation Activation);
