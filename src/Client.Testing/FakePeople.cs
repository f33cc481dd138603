using Mote.Protocol;

namespace Mote.Client.Testing;

/// <summary>Who is enrolled, and what was decided and done under which id, so that it is once, however often it is sent.</summary>
internal sealed class FakePeople
{
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private readonly SortedDictionary<string, FakePerson> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Asked, Verification Decision)> _attempts = [];
    private readonly Dictionary<string, EnrolmentOperation> _operations = [];

    public int Decisions
    {
        get
        {
            lock (_lock)
                return _attempts.Count;
        }
    }

    public void Add(string subject, IEnumerable<ReadOnlyMemory<byte>> photos)
    {
        lock (_lock)
        {
            var person = _people[subject] = new FakePerson(subject);
            foreach (var photo in photos)
                person.Show(photo);
        }
    }

    public void Show(string subject, ReadOnlyMemory<byte> photo)
    {
        lock (_lock)
        {
            if (!_people.TryGetValue(subject, out var person))
                throw new InvalidOperationException($"Nobody called '{subject}' is enrolled: enrol the person first.");
            person.Show(photo);
        }
    }

    public int NonMatchesInARow(string subject)
    {
        lock (_lock)
            return _people.TryGetValue(subject, out var person) ? person.NonMatchesInARow : 0;
    }

    public HttpResponseMessage Verify(string subject, string attempt, FakeForm form)
    {
        lock (_lock)
        {
            if (!_people.TryGetValue(subject, out var person))
                return FakeAnswer.Of(ProblemCode.NotEnrolled);
            if (form.Photos is not [var photo])
                return FakeAnswer.Of(ProblemCode.PhotoMissing);
            var asked = $"{subject} {form.TargetFalseMatchRate} {FakePerson.Digest(photo)}";
            if (_attempts.TryGetValue(attempt, out var known))
                return known.Asked == asked ? FakeAnswer.Of(known.Decision, ProtocolJson.Default.Verification) : FakeAnswer.Of(ProblemCode.OperationReused);
            if (person.IsLocked)
                return FakeAnswer.Of(Problem.Of(ProblemCode.LockedOut, "Too many photos in a row did not match.") with { RetryAfterSeconds = LockedFor.TotalSeconds });
            _attempts[attempt] = (asked, person.Decide(photo, form.TargetFalseMatchRate));
            return FakeAnswer.Of(_attempts[attempt].Decision, ProtocolJson.Default.Verification);
        }
    }

    public HttpResponseMessage Enrol(string subject, string operation, FakeForm form) => Operate(subject, operation, form, isAnew: false);

    public HttpResponseMessage Reenrol(string subject, string operation, FakeForm form) => Operate(subject, operation, form, isAnew: true);

    public HttpResponseMessage Find(string subject)
    {
        lock (_lock)
            return _people.TryGetValue(subject, out var person) ? FakeAnswer.Of(person.Identity, ProtocolJson.Default.Identity) : FakeAnswer.Of(ProblemCode.NotEnrolled);
    }

    public HttpResponseMessage Erase(string subject)
    {
        lock (_lock)
            return _people.Remove(subject) ? FakeAnswer.Nothing() : FakeAnswer.Of(ProblemCode.NotEnrolled);
    }

    public HttpResponseMessage Unlock(string subject)
    {
        lock (_lock)
        {
            if (!_people.TryGetValue(subject, out var person))
                return FakeAnswer.Of(ProblemCode.NotEnrolled);
            person.Unlock();
            return FakeAnswer.Nothing();
        }
    }

    /// <summary>All of them, on one page.</summary>
    public HttpResponseMessage List(string? after)
    {
        lock (_lock)
        {
            string[] subjects = [.. _people.Keys.Where(subject => after is null || string.CompareOrdinal(subject, after) > 0)];
            return FakeAnswer.Of(new IdentityPage(subjects, _people.Count, null), ProtocolJson.Default.IdentityPage);
        }
    }

    private HttpResponseMessage Operate(string subject, string id, FakeForm form, bool isAnew)
    {
        lock (_lock)
        {
            if (!_operations.TryGetValue(id, out var operation))
            {
                if (form.Photos.Count == 0)
                    return FakeAnswer.Of(ProblemCode.PhotoMissing);
                if (_people.TryGetValue(subject, out var person) != isAnew)
                    return FakeAnswer.Of(isAnew ? ProblemCode.NotEnrolled : ProblemCode.AlreadyEnrolled);
                if (person is null)
                    Add(subject, form.Photos);
                else
                    person.Reenrol(form.Photos);
                _operations[id] = operation = new(Guid.Parse(id), subject, EnrolmentState.Succeeded, 1, _people[subject].Identity, null);
            }

            return FakeAnswer.Of(operation, ProtocolJson.Default.EnrolmentOperation);
        }
    }
}
