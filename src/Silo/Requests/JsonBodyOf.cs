namespace Mote.Silo.Requests;

/// <summary>Says of a route that it reads a body of JSON (<see cref="JsonBody"/>), for the API's document alone: nobody is refused by it.</summary>
/// <param name="Type">What the body is.</param>
internal sealed record JsonBodyOf(Type Type);
