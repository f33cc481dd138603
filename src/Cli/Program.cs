using Mote.Cli;

return await CommandLine.Run(args);
