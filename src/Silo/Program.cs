using Mote.Silo;

await MoteSilo.Build(args).RunAsync();
